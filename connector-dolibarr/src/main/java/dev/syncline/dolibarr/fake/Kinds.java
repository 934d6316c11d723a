package dev.syncline.dolibarr.fake;

/** The objects of the API, each with its one table of fields. */
final class Kinds {

  static final Kind PRODUCT =
      new Kind(
          "product",
          "product",
          "ef",
          "t.ref",
          14,
          "Product not found",
          "product list",
          Field.table(
              """
              id rowid s -
              entity entity s -
              ref ref s t
              ref_ext ref_ext s t
              label label s t
              description description e t
              note_public note_public s t
              note_private note s t
              type fk_product_type s b
              status tosell s b
              status_buy tobuy s b
              status_batch tobatch s b
              price price s -
              price_ttc price_ttc s -
              price_min price_min s -
              price_min_ttc price_min_ttc s -
              price_base_type price_base_type s -
              price_label price_label s t
              cost_price cost_price f d
              pmp pmp s -
              tva_tx tva_tx s c
              default_vat_code default_vat_code s t
              localtax1_tx localtax1_tx s c
              localtax2_tx localtax2_tx s c
              barcode barcode s t
              barcode_type fk_barcode_type s k
              weight weight s d
              weight_units weight_units o b
              length length s d
              length_units length_units o b
              width width s d
              width_units width_units o b
              height height s d
              height_units height_units o b
              surface surface s d
              surface_units surface_units o b
              volume volume s d
              volume_units volume_units o b
              net_measure net_measure s d
              net_measure_units net_measure_units s b
              url url s t
              customcode customcode e t
              country_id fk_country s k
              state_id fk_state s k
              accountancy_code_sell accountancy_code_sell e t
              accountancy_code_sell_intra accountancy_code_sell_intra e t
              accountancy_code_sell_export accountancy_code_sell_export e t
              accountancy_code_buy accountancy_code_buy e t
              accountancy_code_buy_intra accountancy_code_buy_intra e t
              accountancy_code_buy_export accountancy_code_buy_export e t
              seuil_stock_alerte seuil_stock_alerte s d
              desiredstock desiredstock s d
              fk_default_warehouse fk_default_warehouse s k
              fk_unit fk_unit s k
              finished finished s b
              stockable_product stockable_product s b
              stock_reel stock s -
              import_key import_key s -
              date_creation datec u -
              """));

  static final Kind CATEGORY =
      new Kind(
          "categorie",
          "categorie",
          "ef",
          "t.rowid",
          0,
          "category not found",
          "category list",
          Field.table(
              """
              id rowid s -
              entity entity i -
              fk_parent fk_parent i b
              label label s t
              ref_ext ref_ext s t
              type type s -
              description description e t
              color color e t
              position position z b
              visible visible i b
              import_key import_key s t
              date_creation date_creation u -
              date_modification tms u -
              user_creation_id fk_user_creat s -
              user_modification_id fk_user_modif s -
              """));

  static final Kind THIRD_PARTY =
      new Kind(
          "societe",
          "societe",
          "ef",
          "t.rowid",
          21,
          "Thirdparty not found",
          "third parties",
          Field.table(
              """
              id rowid s -
              entity entity s -
              ref nom s -
              name nom s t
              name_alias name_alias e t
              ref_ext ref_ext s t
              client client s b
              fournisseur fournisseur s b
              code_client code_client s -
              code_fournisseur code_fournisseur s -
              status status s b
              address address s t
              zip zip s t
              town town s t
              country_id fk_pays s k
              state_id fk_departement s k
              phone phone s t
              phone_mobile phone_mobile s t
              fax fax s t
              email email s t
              url url s t
              idprof1 siren s t
              idprof2 siret s t
              idprof3 ape s t
              idprof4 idprof4 s t
              idprof5 idprof5 s t
              idprof6 idprof6 s t
              tva_intra tva_intra s t
              tva_assuj tva_assuj s b
              typent_id fk_typent s k
              barcode barcode s t
              note_private note_private s t
              note_public note_public s t
              price_level price_level s k
              cond_reglement_id cond_reglement s k
              mode_reglement_id mode_reglement s k
              multicurrency_code multicurrency_code s t
              outstanding_limit outstanding_limit s d
              default_lang default_lang s t
              import_key import_key s t
              date_creation datec u -
              """));

  static final Kind CONTACT =
      new Kind(
          "socpeople",
          "socpeople",
          "te",
          "t.rowid",
          21,
          "Contact not found",
          "contacts",
          Field.table(
              """
              id rowid s -
              entity entity s -
              socid fk_soc s k
              ref_ext ref_ext s t
              civility_code civility s t
              lastname lastname s t
              firstname firstname s t
              address address s t
              zip zip s t
              town town s t
              country_id fk_pays s k
              state_id fk_departement s k
              poste poste s t
              phone_pro phone s t
              phone_perso phone_perso s t
              phone_mobile phone_mobile s t
              fax fax s t
              email email s t
              url url s t
              priv priv z b
              statut statut s b
              note_private note_private s t
              note_public note_public s t
              default_lang default_lang s t
              date_creation datec u -
              date_modification tms u -
              """));

  static final Kind WAREHOUSE =
      new Kind(
          "entrepot",
          "entrepot",
          "ef",
          "t.rowid",
          23,
          "warehouse not found",
          "warehouse list",
          Field.table(
              """
              id rowid s -
              entity entity s -
              ref ref s -
              label ref s t
              description description e t
              lieu lieu s t
              address address s t
              zip zip s t
              town town s t
              country_id fk_pays s k
              phone phone s t
              fk_parent fk_parent s k
              statut statut z b
              status statut z -
              date_creation datec s -
              date_modification tms s -
              """));

  static final Kind MOVEMENT =
      new Kind(
          "stock_mouvement",
          "stock_mouvement",
          "ef",
          "t.rowid",
          23,
          "stock movement not found",
          "stock movement list",
          Field.table(
              """
              id rowid s -
              product_id fk_product s -
              warehouse_id fk_entrepot s -
              qty value s -
              type type_mouvement s -
              tms tms u -
              datem datem u -
              price price s -
              fk_user_author fk_user_author s -
              label label e -
              inventorycode inventorycode s -
              movementcode inventorycode s -
              origin_id fk_origin z -
              origin_type origintype e -
              batch batch s -
              """));

  static final Kind EVENT =
      new Kind(
          "actioncomm",
          "actioncomm",
          "ef",
          "t.id",
          21,
          "Agenda Events not found",
          "Agenda Event list",
          Field.table(
              """
              id rowid s -
              entity entity s -
              ref ref s -
              code code s -
              label label s -
              datep datep u -
              datec datec u -
              datem tms u -
              authorid fk_user_author s -
              userownerid fk_user_action s -
              percentage percent s -
              socid fk_soc s -
              fk_element fk_element s -
              elementid fk_element s -
              elementtype elementtype s -
              """));

  static final Kind BANK_ACCOUNT =
      new Kind(
          "bank_account",
          "bank_account",
          "ef",
          "t.rowid",
          0,
          "account not found",
          "list of accounts",
          Field.table(
              """
              id rowid s -
              entity entity s -
              ref ref s t
              label label s t
              type courant s b
              courant courant s -
              bank bank s t
              currency_code currency_code s t
              country_id fk_pays s k
              clos clos z b
              status clos z -
              iban iban_prefix s t
              bic bic s t
              """));

  private Kinds() {}
}
