package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.Map;

/** What products are made of, and what suppliers ask for them. */
final class Kits {

  private final Shelf products = new Shelf(Kinds.PRODUCT);

  void routes(Routes routes) {
    routes
        .get("products/{id}/subproducts", this::list)
        .post("products/{id}/subproducts/add", this::add)
        .delete("products/{id}/subproducts/remove/{child}", this::remove)
        .get("products/{id}/purchase_prices", this::purchasePrices)
        .post("products/{id}/purchase_prices", this::addPurchasePrice);
  }

  static ArrayNode children(Session session, long product) {
    ArrayNode children = Php.array();
    for (Row link : session.data.of("product_association", "fk_product_pere", product)) {
      Row child = session.data.get("product", link.number("fk_product_fils"));
      children
          .addObject()
          .put("rowid", child.text("rowid"))
          .put("qty", link.text("qty"))
          .put("fk_product_type", child.text("fk_product_type"))
          .put("label", child.text("label"))
          .put("incdec", link.text("incdec"))
          .put("ref", child.text("ref"))
          .put("fk_association", link.text("rowid"))
          .put("rang", link.text("rang"));
    }
    return children;
  }

  private JsonNode list(Call call) {
    call.session().need("produit.lire");
    return children(call.session(), products.get(call.session(), call.id()).id());
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    session.need("produit.creer");
    long parent = products.get(session, call.id()).id();
    long child = call.requiredId("subproduct_id");
    BigDecimal quantity = call.requiredNumber("qty");
    if (session.data.find("product", child) == null || child == parent) {
      throw ApiError.of(500, "Error adding product child");
    }
    return Answer.orFail(
        "Error adding product child",
        () -> {
          session.data.insert(
              "product_association",
              Map.of(
                  "fk_product_pere", parent,
                  "fk_product_fils", child,
                  "qty", quantity,
                  "incdec", call.typedWhole("incdec", 1)));
          return Answer.number(1);
        });
  }

  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("produit.creer");
    long parent = products.get(session, call.id()).id();
    session.data.of("product_association", "fk_product_pere", parent).stream()
        .filter(link -> link.number("fk_product_fils") == call.id("child"))
        .forEach(link -> session.data.delete("product_association", link.id()));
    return Answer.number(1);
  }

  private JsonNode purchasePrices(Call call) {
    Session session = call.session();
    session.need("produit.lire");
    ArrayNode prices = Php.array();
    for (Row price :
        session.data.of(
            "product_fournisseur_price", "fk_product", products.get(session, call.id()).id())) {
      prices
          .addObject()
          .put("product_fourn_price_id", price.text("rowid"))
          .put("fourn_id", price.text("fk_soc"))
          .put("ref_supplier", price.text("ref_fourn"))
          .put("fourn_qty", price.text("quantity"))
          .put("fourn_price", price.text("price"))
          .put("fourn_unitprice", price.text("unitprice"))
          .put("fourn_tva_tx", price.text("tva_tx"));
    }
    return prices;
  }

  private JsonNode addPurchasePrice(Call call) {
    Session session = call.session();
    BigDecimal quantity = call.requiredNumber("qty");
    BigDecimal price = call.requiredNumber("buyprice");
    call.required("price_base_type");
    long supplier = call.requiredId("fourn_id");
    call.required("availability");
    String ref = Php.text(call.required("ref_fourn"));
    BigDecimal rate = call.requiredNumber("tva_tx");
    session.need("produit.creer");
    long product = products.get(session, call.id()).id();
    Row company = session.data.find("societe", supplier);
    if (company == null || company.number("fournisseur") == 0) {
      throw ApiError.notFound("Supplier not found");
    }
    Row made =
        session.data.insert(
            "product_fournisseur_price",
            Map.of(
                "fk_product", product,
                "fk_soc", supplier,
                "ref_fourn", Sanitiser.plain(ref),
                "quantity", quantity,
                "price", price,
                "unitprice",
                    quantity.signum() == 0
                        ? price
                        : price.divide(quantity, 8, java.math.RoundingMode.HALF_UP),
                "tva_tx", rate,
                "datec", session.clocks().phpNow()));
    return Answer.number(made.id());
  }
}
