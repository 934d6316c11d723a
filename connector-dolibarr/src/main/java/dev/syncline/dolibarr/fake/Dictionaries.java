package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The lists to choose from, as a French installation has them: one table of rows each. */
final class Dictionaries {

  private static final int DEFAULT_LIMIT = 100;

  /** A dictionary: its columns, its rows, the right one needs to read it, its first version. */
  private record Book(String right, int since, String columns, List<String> rows) {

    List<ObjectNode> all() {
      String[] names = columns.split("\\|");
      List<ObjectNode> all = new ArrayList<>();
      for (String row : rows) {
        String[] values = row.split("\\|", -1);
        ObjectNode json = Php.object();
        for (int i = 0; i < names.length; i++) {
          json.put(names[i], values[i]);
        }
        all.add(json);
      }
      return all;
    }
  }

  private static final Map<String, Book> BOOKS = new LinkedHashMap<>();

  static {
    book(
        "payment_types",
        "facture.lire",
        0,
        "id|code|type|label|module",
        "6|CB|2|Credit card|",
        "7|CHQ|2|Cheque|",
        "4|LIQ|2|Cash|",
        "3|PRE|2|Debit order|",
        "2|VIR|2|Transfer|",
        "50|VAD|2|Online payment|");
    book(
        "payment_terms",
        "commande.lire",
        0,
        "id|code|sortorder|label|descr|nbjour",
        "1|RECEP|1|Due upon receipt|Due upon receipt|0",
        "2|30D|2|30 days|Due in 30 days|30",
        "3|30DENDMONTH|3|30 days end of month|Due in 30 days, end of month|30",
        "4|60D|4|60 days|Due in 60 days, end of month|60",
        "6|PT_ORDER|6|Due on order|Due on order|1",
        "7|PT_DELIVERY|7|Due on delivery|Due on delivery|1");
    book(
        "shipping_methods",
        "",
        0,
        "id|code|label|description|tracking|module",
        "1|CATCH|In-Store Collection|||",
        "2|TRANS|Generic transport service|||",
        "3|COLSUI|Colissimo Suivi|||",
        "4|LETTREMAX|Courrier Suivi|||",
        "5|UPS|UPS|||",
        "9|DHLEXPRESS|DHL Express|||");
    book(
        "vat",
        "",
        0,
        "rowid|code|fk_country|taux|localtax1|note|active",
        "11||1|20|0|VAT rate - standard (France hors DOM-TOM)|1",
        "12||1|8.5|0|VAT rate - standard (DOM sauf Guyane et Saint-Martin)|1",
        "13||1|10|0|VAT rate - reduced|1",
        "14||1|5.5|0|VAT rate - reduced (France hors DOM-TOM)|1",
        "15||1|2.1|0|VAT rate - super-reduced|1",
        "16||1|0|0|VAT Rate 0|1",
        "51||5|19|0|allgemeine Ust.|1",
        "52||5|7|0|ermaessigte USt.|1",
        "53||5|0|0|keine USt.|1",
        "21||2|21|0|VAT standard rate|1",
        "22||2|6|0|VAT reduced rate|1");
    book(
        "countries",
        "",
        0,
        "id|code|code_iso|label|active|favorite",
        "1|FR|FRA|France|1|0",
        "2|BE|BEL|Belgium|1|0",
        "3|IT|ITA|Italy|1|0",
        "4|ES|ESP|Spain|1|0",
        "5|DE|DEU|Germany|1|0",
        "6|CH|CHE|Switzerland|1|0",
        "7|GB|GBR|United Kingdom|1|0",
        "8|IE|IRL|Ireland|1|0",
        "11|US|USA|United States|1|0",
        "14|CA|CAN|Canada|1|0",
        "17|NL|NLD|Netherlands|1|0",
        "18|HU|HUN|Hungary|1|0",
        "20|SE|SWE|Sweden|1|0",
        "25|PT|PRT|Portugal|1|0",
        "41|AT|AUT|Austria|1|0",
        "80|DK|DNK|Denmark|1|0",
        "81|DJ|DJI|Djibouti|1|0",
        "140|LU|LUX|Luxembourg|1|0",
        "184|PL|POL|Poland|1|0",
        "188|RO|ROU|Romania|1|0",
        "35|RU|RUS|Russia|1|0");
    book(
        "states",
        "",
        0,
        "id|code_departement|code|name|fk_country",
        "1|75|75|Paris|1",
        "2|69|69|Rhône|1",
        "3|13|13|Bouches-du-Rhône|1",
        "520|CA|CA|California|11",
        "521|NY|NY|New York|11");
    book(
        "currencies",
        "",
        0,
        "code_iso|label|unicode|active",
        "EUR|Euros|[8364]|1",
        "USD|US Dollars|[36]|1",
        "GBP|United Kingdom Pounds|[163]|1",
        "CHF|Switzerland Francs|[67,72,70]|1",
        "HUF|Hungarian Forint|[70,116]|1",
        "PLN|Poland Zlotych|[122,322]|1");
    book(
        "units",
        "",
        0,
        "rowid|code|label|short_label|unit_type|scale|active",
        "1|T|WeightUnitton|T|weight|3|1",
        "2|KG|WeightUnitkg|kg|weight|0|1",
        "3|G|WeightUnitg|g|weight|-3|1",
        "4|MG|WeightUnitmg|mg|weight|-6|1",
        "5|OZ|WeightUnitounce|Oz|weight|98|1",
        "6|LB|WeightUnitpound|lb|weight|99|1",
        "7|M|SizeUnitm|m|size|0|1",
        "8|DM|SizeUnitdm|dm|size|-1|1",
        "9|CM|SizeUnitcm|cm|size|-2|1",
        "10|MM|SizeUnitmm|mm|size|-3|1",
        "11|FT|SizeUnitfoot|ft|size|98|1",
        "12|IN|SizeUnitinch|in|size|99|1");
    book(
        "thirdparty_types",
        "",
        23,
        "id|code|label|active|module",
        "0|TE_UNKNOWN|-|1|",
        "1|TE_STARTUP|Start-up|0|",
        "2|TE_GROUP|Large company|1|",
        "3|TE_MEDIUM|Medium company|1|",
        "4|TE_SMALL|Small company|1|",
        "5|TE_ADMIN|Governmental|1|",
        "8|TE_PRIVATE|Private individual|1|",
        "100|TE_OTHER|Other|1|");
    book(
        "civilities",
        "",
        0,
        "code|label|module",
        "MME|Mrs.|",
        "MR|Mr.|",
        "MLE|Ms.|",
        "MTRE|Master|",
        "DR|Doctor|");
    book(
        "contact_types",
        "",
        0,
        "rowid|code|element|source|label|active",
        "100|BILLING|commande|external|Contact client facturation commande|1",
        "101|CUSTOMER|commande|external|Contact client suivi commande|1",
        "102|SHIPPING|commande|external|Contact client livraison commande|1",
        "60|BILLING|facture|external|Contact client facturation|1",
        "61|SHIPPING|facture|external|Contact client livraison|1");
    book(
        "ordering_origins",
        "commande.lire",
        0,
        "rowid|code|label|module",
        "1|SRC_INTE|Web site|",
        "2|SRC_CAMP_MAIL|Mail campaign|",
        "6|SRC_SHOP|Shop contact|",
        "8|SRC_WOM|Word of mouth|");
    book(
        "availability",
        "commande.lire",
        0,
        "rowid|code|label",
        "1|AV_NOW|Immediate",
        "2|AV_1W|1 week",
        "3|AV_2W|2 weeks",
        "4|AV_3W|3 weeks");
    book("incoterms", "", 0, "rowid|code|active", "1|EXW|1", "2|FCA|1", "11|DDP|1");
    book(
        "legal_form",
        "",
        0,
        "rowid|code|country|libelle|active",
        "1|11|1|Artisan Commerçant (EI)|1",
        "2|54|1|SARL|1",
        "3|57|1|SAS|1");
  }

  private static void book(String name, String right, int since, String columns, String... rows) {
    BOOKS.put(name, new Book(right, since, columns, List.of(rows)));
  }

  /** The days a payment term gives. */
  static long termDays(long id) {
    return Php.whole(of("payment_terms", id, "nbjour"));
  }

  static String paymentCode(long id) {
    return of("payment_types", id, "code");
  }

  static String civility(String code) {
    return of("civilities", "code", code, "label");
  }

  private static String of(String book, long id, String column) {
    return of(book, "id", String.valueOf(id), column);
  }

  private static String of(String book, String key, String wanted, String column) {
    return Objects.requireNonNull(BOOKS.get(book)).all().stream()
        .filter(row -> row.path(key).asText().equals(wanted))
        .map(row -> row.path(column).asText())
        .findFirst()
        .orElse("");
  }

  void routes(Routes routes) {
    BOOKS.forEach((name, book) -> routes.get("setup/dictionary/" + name, call -> list(call, book)));
    routes
        .get("setup/dictionary/countries/{id}", call -> country("id", call.variable("id")))
        .get("setup/dictionary/countries/byCode/{x}", call -> country("code", call.variable("x")))
        .get(
            "setup/dictionary/countries/byISO/{x}",
            call -> country("code_iso", call.variable("x")));
  }

  private static JsonNode list(Call call, Book book) {
    Session session = call.session();
    if (!session.setup.version.atLeast(book.since())) {
      throw ApiError.bare(404);
    }
    if (!book.right().isEmpty()) {
      session.need(book.right());
    }
    int limit = call.whole("limit", DEFAULT_LIMIT);
    int page = Math.max(0, call.whole("page", 0));
    List<ObjectNode> rows = book.all().stream().filter(row -> wanted(call, row)).toList();
    ArrayNode all = Php.array();
    rows.stream()
        .skip(limit <= 0 ? 0 : (long) limit * page)
        .limit(limit <= 0 ? rows.size() : limit)
        .forEach(all::add);
    return all;
  }

  private static boolean wanted(Call call, ObjectNode row) {
    String country = call.query("fk_country").orElse(call.query("country").orElse(""));
    String held = row.path("fk_country").asText(row.path("country").asText());
    return country.isEmpty() || country.equals("-1") || held.isEmpty() || held.equals(country);
  }

  private static JsonNode country(String column, String wanted) {
    return Objects.requireNonNull(BOOKS.get("countries")).all().stream()
        .filter(row -> row.path(column).asText().equals(wanted))
        .findFirst()
        .orElseThrow(() -> ApiError.notFound("Country not found"));
  }
}
