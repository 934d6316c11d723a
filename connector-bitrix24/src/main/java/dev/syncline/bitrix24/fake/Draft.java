package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person types before pressing save. Not thread-safe.
 *
 * @since 0.1
 */
public final class Draft {

  /** A row of a deal or an invoice by the article of its product. */
  record Row(String sku, BigDecimal quantity, BigDecimal price) {}

  private final ObjectNode fields = Php.NODES.objectNode();
  private final List<Row> rows = new ArrayList<>();
  private final List<BigDecimal> prices = new ArrayList<>();

  Draft() {}

  /** Any field under its camelCase name, or a custom one under its raw name. */
  public Draft set(String field, Object value) {
    fields.set(field, Values.node(value));
    return this;
  }

  /** The title of a deal, company or invoice. */
  public Draft title(String title) {
    return set("title", title);
  }

  /** The name of a person, product or section. */
  public Draft name(String name) {
    return set("name", name);
  }

  /** The family name of a person. */
  public Draft lastName(String lastName) {
    return set("lastName", lastName);
  }

  /** The stage of a deal or invoice. */
  public Draft stage(String stageId) {
    return set("stageId", stageId);
  }

  /** The pipeline of a deal. */
  public Draft category(long categoryId) {
    return set("categoryId", categoryId);
  }

  /** The company of a deal, person or invoice. */
  public Draft company(long companyId) {
    return set("companyId", companyId);
  }

  /** The people of a deal, the first of them the primary one. */
  public Draft contacts(Long... contactIds) {
    return set("contactIds", List.of(contactIds));
  }

  /** A phone for work. */
  public Draft phone(String number) {
    return multi("PHONE", number);
  }

  /** An e-mail for work. */
  public Draft email(String address) {
    return multi("EMAIL", address);
  }

  private Draft multi(String type, String value) {
    ArrayNode records = fields.withArrayProperty("fm");
    records.addObject().put("typeId", type).put("valueType", "WORK").put("value", value);
    return this;
  }

  /** The article of a product or offer. */
  public Draft article(String article) {
    return set("article", article);
  }

  /** The base price of a product, in the base currency. */
  public Draft price(String amount) {
    prices.add(new BigDecimal(amount));
    return this;
  }

  /**
   * A row by the article, external id or code of its product, which is made if there is none yet.
   */
  public Draft row(String sku, int quantity, String price) {
    rows.add(new Row(sku, BigDecimal.valueOf(quantity), new BigDecimal(price)));
    return this;
  }

  ObjectNode fields() {
    return fields;
  }

  List<Row> rows() {
    return rows;
  }

  List<BigDecimal> prices() {
    return prices;
  }
}
