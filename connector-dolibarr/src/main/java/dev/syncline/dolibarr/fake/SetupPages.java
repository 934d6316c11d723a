package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** The company, its modules and its settings: mostly for administrators. */
final class SetupPages {

  private static final String OPEN_TO =
      "Error API open to admin users only or to the users with logins defined into constant ";

  private static final List<String> TRIGGERS =
      List.of(
          "PRODUCT_CREATE",
          "PRODUCT_MODIFY",
          "PRODUCT_DELETE",
          "PRODUCT_PRICE_MODIFY",
          "STOCK_MOVEMENT",
          "CATEGORY_CREATE",
          "CATEGORY_MODIFY",
          "CATEGORY_DELETE",
          "COMPANY_CREATE",
          "COMPANY_MODIFY",
          "COMPANY_DELETE",
          "CONTACT_CREATE",
          "CONTACT_MODIFY",
          "CONTACT_DELETE",
          "ORDER_CREATE",
          "ORDER_VALIDATE",
          "ORDER_MODIFY",
          "ORDER_CLOSE",
          "ORDER_CANCEL",
          "ORDER_CLASSIFY_BILLED",
          "ORDER_DELETE",
          "BILL_CREATE",
          "BILL_VALIDATE",
          "BILL_PAYED",
          "BILL_CANCEL",
          "BILL_DELETE",
          "PAYMENT_CUSTOMER_CREATE",
          "SHIPPING_VALIDATE",
          "SHIPPING_CLOSED",
          "SHIPPING_MODIFY");

  void routes(Routes routes) {
    routes
        .get("setup/company", this::company)
        .get("setup/modules", this::modules)
        .get("setup/conf/{x}", this::constant)
        .get("setup/actiontriggers", this::triggers);
  }

  private static void open(Call call, String constant) {
    Session session = call.session();
    if (!session.setup.constant(constant, "").equals(session.account.login())) {
      session.needAdmin(OPEN_TO + constant);
    }
  }

  private JsonNode company(Call call) {
    open(call, "API_LOGINS_ALLOWED_FOR_GET_COMPANY");
    Setup setup = call.session().setup;
    return Php.object()
        .put("name", setup.constant("MAIN_INFO_SOCIETE_NOM", "Example SARL"))
        .put("country_id", "1")
        .put("country_code", "FR")
        .put("currency_code", setup.currency)
        .put("zip", "75001")
        .put("town", "Paris")
        .put("entity", String.valueOf(setup.entity));
  }

  private JsonNode modules(Call call) {
    open(call, "API_LOGINS_ALLOWED_FOR_GET_MODULES");
    ArrayNode all = Php.array();
    call.session().setup.modules().forEach(all::add);
    return all;
  }

  private JsonNode constant(Call call) {
    open(call, "API_LOGINS_ALLOWED_FOR_CONST_READ");
    String name = call.variable("x");
    String value = call.session().setup.constants.get(name);
    if (value == null || !name.matches("[a-zA-Z0-9_]+")) {
      throw ApiError.of(400, "Error Bad or unknown value for constantname");
    }
    return Answer.text(value);
  }

  private JsonNode triggers(Call call) {
    if (!call.session().setup.version.atLeast(21)) {
      throw ApiError.bare(404);
    }
    ArrayNode all = Php.array();
    for (int i = 0; i < TRIGGERS.size(); i++) {
      String code = TRIGGERS.get(i);
      all.addObject()
          .put("id", String.valueOf(i + 1))
          .put(
              "elementtype",
              code.substring(0, code.indexOf('_')).toLowerCase(java.util.Locale.ROOT))
          .put("code", code)
          .put("label", code);
    }
    return all;
  }
}
