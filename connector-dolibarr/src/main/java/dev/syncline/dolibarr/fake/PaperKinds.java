package dev.syncline.dolibarr.fake;

/** What is written for customers, each with its one table of fields. */
final class PaperKinds {

  static final Kind ORDER =
      new Kind(
          "commande",
          "commande",
          "ef",
          "t.rowid",
          20,
          "Order not found",
          "commande list",
          Field.table(
              """
              id rowid s -
              entity entity s -
              ref ref s t
              ref_client ref_client s t
              ref_customer ref_client s -
              ref_ext ref_ext s t
              socid fk_soc s k
              fk_project fk_projet s k
              statut fk_statut s -
              status fk_statut s b
              billed facture z -
              date date_commande u -
              date_commande date_commande u u
              date_creation date_creation u -
              date_validation date_valid u -
              date_modification tms u -
              delivery_date date_livraison u u
              total_ht total_ht s -
              total_tva total_tva s -
              total_localtax1 localtax1 z -
              total_localtax2 localtax2 z -
              total_ttc total_ttc s -
              note_private note_private e t
              note_public note_public e t
              cond_reglement_id fk_cond_reglement s k
              mode_reglement_id fk_mode_reglement s k
              shipping_method_id fk_shipping_method s k
              availability_id fk_availability s k
              demand_reason_id fk_input_reason s k
              warehouse_id fk_warehouse s k
              fk_account fk_account s k
              module_source module_source s t
              import_key import_key s t
              multicurrency_code multicurrency_code s t
              multicurrency_tx multicurrency_tx s c
              multicurrency_total_ht multicurrency_total_ht s -
              multicurrency_total_tva multicurrency_total_tva s -
              multicurrency_total_ttc multicurrency_total_ttc s -
              user_creation_id fk_user_author s -
              user_author_id fk_user_author s -
              user_validation_id fk_user_valid s -
              """));

  static final Kind INVOICE =
      new Kind(
          "facture",
          "facture",
          "ef",
          "t.rowid",
          20,
          "Invoice not found",
          "invoice list",
          Field.table(
              """
              id rowid s -
              entity entity s -
              ref ref s t
              ref_client ref_client s t
              ref_customer ref_client s t
              ref_ext ref_ext s t
              type type s b
              socid fk_soc s k
              fk_project fk_projet s k
              statut fk_statut s -
              status fk_statut s b
              paye paye z b
              date datef u u
              date_creation datec u -
              date_validation date_valid u -
              date_modification tms u -
              datem tms u -
              date_lim_reglement date_lim_reglement u u
              close_code close_code s t
              close_note close_note s t
              total_ht total_ht s -
              total_tva total_tva s -
              total_localtax1 localtax1 z -
              total_localtax2 localtax2 z -
              total_ttc total_ttc s -
              fk_facture_source fk_facture_source s k
              note_private note_private e t
              note_public note_public e t
              cond_reglement_id fk_cond_reglement s k
              mode_reglement_id fk_mode_reglement s k
              fk_account fk_account s k
              module_source module_source s t
              multicurrency_code multicurrency_code s t
              multicurrency_tx multicurrency_tx s c
              multicurrency_total_ht multicurrency_total_ht s -
              multicurrency_total_tva multicurrency_total_tva s -
              multicurrency_total_ttc multicurrency_total_ttc s -
              fk_user_author fk_user_author s -
              fk_user_valid fk_user_valid s -
              """));

  static final Kind PAYMENT =
      new Kind(
          "paiement",
          "",
          "",
          "t.rowid",
          0,
          "Paiement not found",
          "Paiement list",
          Field.table(
              """
              id rowid s -
              ref ref s -
              ref_ext ref_ext e t
              date datep u -
              datepaye datep u -
              amount amount s -
              multicurrency_amount multicurrency_amount s -
              num_payment num_paiement e t
              note_private note e t
              statut statut z -
              bank_line fk_bank s -
              """));

  static final Kind SHIPMENT =
      new Kind(
          "expedition",
          "expedition",
          "ef",
          "t.rowid",
          21,
          "Shipment not found",
          "commande list",
          Field.table(
              """
              id rowid i -
              entity entity s -
              ref ref s t
              ref_ext ref_ext s t
              ref_customer ref_customer s t
              socid fk_soc s k
              status fk_statut s -
              statut fk_statut s -
              billed billed z b
              tracking_number tracking_number e t
              shipping_method_id fk_shipping_method s k
              date_creation date_creation u -
              date_shipping date_expedition u u
              date_delivery date_delivery u u
              date_validation date_valid u -
              note_private note_private s t
              note_public note_public s t
              user_author_id fk_user_author s -
              """));

  private PaperKinds() {}
}
