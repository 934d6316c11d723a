package dev.syncline.dolibarr.fake;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The next number of a kind: the month, and the one behind the highest of all months. Two who ask
 * at the same time get the same.
 */
final class Numbering {

  private Numbering() {}

  static String order(Session session) {
    return next(session, "commande", "ref", "CO", 4);
  }

  static String invoice(Session session, long type) {
    return next(session, "facture", "ref", type == 2 ? "AV" : "FA", 4);
  }

  static String shipment(Session session) {
    return next(session, "expedition", "ref", "SH", 4);
  }

  static String payment(Session session) {
    return next(session, "paiement", "ref", "PAY", 4);
  }

  static String customer(Session session) {
    return next(session, "societe", "code_client", "CU", 5);
  }

  static String supplier(Session session) {
    return next(session, "societe", "code_fournisseur", "SU", 5);
  }

  static boolean provisional(String ref) {
    return ref.isEmpty() || ref.startsWith("(PROV") || ref.startsWith("PROV");
  }

  private static String next(
      Session session, String table, String column, String prefix, int digits) {
    String month = prefix + session.clocks().yearAndMonth() + "-";
    Pattern pattern = Pattern.compile(prefix + "\\d{4}-(\\d+)");
    long highest =
        session
            .data
            .all(table)
            .map(row -> pattern.matcher(row.text(column)))
            .filter(Matcher::matches)
            .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
            .max()
            .orElse(0);
    return month + String.format(Locale.ROOT, "%0" + digits + "d", highest + 1);
  }
}
