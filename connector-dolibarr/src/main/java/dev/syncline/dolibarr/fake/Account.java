package dev.syncline.dolibarr.fake;

import java.util.Set;

/**
 * A user of the installation.
 *
 * @param rights such as {@code produit.lire}; an administrator has all of them
 */
record Account(long id, String login, String key, boolean admin, Set<String> rights, int entity) {

  /** What a user needs who is to synchronise everything. */
  static final Set<String> ALL_RIGHTS =
      Set.of(
          "produit.lire",
          "produit.creer",
          "produit.supprimer",
          "service.lire",
          "service.creer",
          "service.supprimer",
          "categorie.lire",
          "categorie.creer",
          "categorie.supprimer",
          "societe.lire",
          "societe.creer",
          "societe.supprimer",
          "societe.client.voir",
          "societe.contact.lire",
          "societe.contact.creer",
          "societe.contact.supprimer",
          "commande.lire",
          "commande.creer",
          "commande.supprimer",
          "facture.lire",
          "facture.creer",
          "facture.supprimer",
          "facture.paiement",
          "expedition.lire",
          "expedition.creer",
          "expedition.supprimer",
          "stock.lire",
          "stock.creer",
          "stock.mouvement.lire",
          "stock.mouvement.creer",
          "banque.lire",
          "banque.modifier",
          "agenda.allactions.read",
          "agenda.myactions.read",
          "user.user.lire");

  boolean has(String right) {
    return admin || rights.contains(right);
  }
}
