package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.codec.ClassicInvoiceTable;
import dev.syncline.bitrix24.codec.ContactPersonTable;
import dev.syncline.bitrix24.codec.CustomLine;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.RequisiteTable;
import dev.syncline.bitrix24.codec.StockTable;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.http.Json;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kind;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.testkit.contract.LawfulLine;
import dev.syncline.testkit.contract.LawfulLine.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Lines under the laws of what stands in no table of one document. */
final class BitrixMoreLines {

  private static final String ROWS = "rows";

  private BitrixMoreLines() {}

  static List<LawfulLine<?>> all() {
    List<LawfulLine<?>> all = new ArrayList<>();
    requisites("requisite of a company", CustomerTable.COMPANY, false, all);
    requisites("requisite of a sole trader", CustomerTable.COMPANY, true, all);
    requisites("requisite of a person", CustomerTable.CONTACT, false, all);
    all.add(banks());
    all.add(address(Customer.LEGAL_ADDRESS, false));
    all.add(address(Customer.LEGAL_ADDRESS, true));
    all.add(address(Customer.ADDRESS, false));
    contactPerson(all);
    all.add(stock(StockLevel.ITEM, false));
    all.add(stock(StockLevel.QUANTITY, true));
    classicRows(all);
    customs("custom field", false, all);
    customs("catalog property", true, all);
    return all;
  }

  private static <V> BitrixLine<V> line(
      String table,
      Field<V> field,
      @Nullable Function<Entity, Object> writes,
      Function<JsonNode, Entity> reads,
      JsonNode example) {
    return new BitrixLine<>(
        table,
        field,
        writes,
        reads,
        example,
        null,
        Missing.EMPTY,
        writes != null,
        "",
        (wanted, held) -> false);
  }

  private static void requisites(
      String name, CustomerTable table, boolean trader, List<LawfulLine<?>> into) {
    ObjectNode example =
        Json.object()
            .put("ID", "3")
            .put("RQ_INN", "7707083893")
            .put("RQ_KPP", "770701001")
            .put(trader ? "RQ_OGRNIP" : "RQ_OGRN", "1027700132195")
            .put("RQ_COMPANY_FULL_NAME", "OOO")
            .put("RQ_NAME", "Petrov");
    for (Field<String> field :
        List.of(
            Customer.TAX_NUMBER, Customer.TAX_REASON, Customer.REGISTRATION, Customer.LEGAL_NAME)) {
      into.add(
          line(
              name,
              field,
              wanted -> RequisiteTable.write(wanted, table, trader),
              row -> RequisiteTable.read(Entity.of(Customer.TYPE, "1"), table, row),
              example));
    }
  }

  private static List<JsonNode> rows(JsonNode document) {
    return StreamSupport.stream(document.path(ROWS).spliterator(), false).toList();
  }

  private static LawfulLine<?> banks() {
    ObjectNode example = Json.object();
    example
        .putArray(ROWS)
        .addObject()
        .put("ID", "5")
        .put("RQ_ACC_NUM", "40702810900000000001")
        .put("RQ_IBAN", "")
        .put("RQ_BIK", "044525225")
        .put("RQ_SWIFT", "")
        .put("RQ_BANK_NAME", "Sber")
        .put("RQ_COR_ACC_NUM", "30101810400000000225");
    return line(
        "bank details",
        Customer.BANK_ACCOUNTS,
        wanted ->
            Map.of(
                ROWS,
                RequisiteTable.banks(wanted, List.of()).stream()
                    .map(RequisiteTable.BankChange::fields)
                    .toList()),
        document -> RequisiteTable.readBanks(Entity.of(Customer.TYPE, "1"), rows(document)),
        example);
  }

  private static LawfulLine<?> address(Field<dev.syncline.model.Address> field, boolean natural) {
    ObjectNode example = Json.object();
    example
        .putArray(ROWS)
        .addObject()
        .put("TYPE_ID", field.equals(Customer.ADDRESS) ? "1" : natural ? "4" : "6")
        .put("COUNTRY", "Russia")
        .put("PROVINCE", "Moscow")
        .put("REGION", "")
        .put("CITY", "Moscow")
        .put("ADDRESS_1", "Tverskaya 1")
        .put("POSTAL_CODE", "101000")
        .put("ADDRESS_2", "floor 3");
    return line(
        natural ? "address of a person" : "address",
        field,
        wanted ->
            Map.of(
                ROWS,
                RequisiteTable.addresses(wanted, natural, List.of()).stream()
                    .map(BitrixMoreLines::shown)
                    .toList()),
        document -> RequisiteTable.readAddresses(Entity.of(Customer.TYPE, "1"), rows(document)),
        example);
  }

  private static Map<String, @Nullable Object> shown(RequisiteTable.AddressChange change) {
    Map<String, @Nullable Object> row = new java.util.LinkedHashMap<>(change.fields());
    row.put("TYPE_ID", change.typeId());
    return row;
  }

  private static void contactPerson(List<LawfulLine<?>> into) {
    ObjectNode example =
        Json.object()
            .put("id", 7)
            .put("name", "Ivan")
            .put("lastName", "Petrov")
            .put("secondName", "I")
            .put("post", "Buyer");
    example
        .putArray("fm")
        .addObject()
        .put("id", "5")
        .put("typeId", "PHONE")
        .put("value", "+74951234567");
    ContactPersonTable.Role role = new ContactPersonTable.Role(15, 7);
    Function<JsonNode, Entity> reads =
        row -> ContactPersonTable.inRole(ContactPersonTable.read(row), role);
    into.add(person(ContactPerson.NAME, reads, example, Missing.EMPTY));
    into.add(person(ContactPerson.POSITION, reads, example, Missing.EMPTY));
    into.add(person(ContactPerson.CUSTOMER, reads, example, Missing.DEFAULT));
    into.add(person(ContactPerson.PHONES, reads, example, Missing.UNKNOWN));
    into.add(person(ContactPerson.EMAILS, reads, example, Missing.UNKNOWN));
  }

  private static <V> LawfulLine<V> person(
      Field<V> field, Function<JsonNode, Entity> reads, JsonNode example, Missing says) {
    return line("contact person", field, null, reads, example).missing(says, false);
  }

  private static <V> LawfulLine<V> stock(Field<V> field, boolean written) {
    ObjectNode example = Json.object().put("id", 9).put("iblockId", 23).put("quantity", 5.5);
    return line(
            "stock",
            field,
            written ? StockTable::write : null,
            row -> StockTable.read(Product.TYPE, row),
            example)
        .missing(Missing.DEFAULT, false);
  }

  private static void classicRows(List<LawfulLine<?>> into) {
    ObjectNode example =
        Json.object()
            .put("ID", "1")
            .put("PRODUCT_ID", "5")
            .put("PRODUCT_NAME", "x")
            .put("QUANTITY", "2.0000")
            .put("PRICE", "90.00")
            .put("DISCOUNT_PRICE", "10.00")
            .put("VAT_RATE", "0.2000")
            .put("VAT_INCLUDED", "Y");
    into.add(classic(OrderLine.NAME, example, null));
    into.add(classic(OrderLine.QUANTITY, example, null));
    into.add(classic(OrderLine.ITEM, example, List.of(new Ref(Product.TYPE, "1286"))));
    into.add(classic(OrderLine.PRICING, example, null).missing(Missing.DEFAULT, false));
  }

  private static <V> BitrixLine<V> classic(
      Field<V> field, JsonNode example, @Nullable List<V> own) {
    return new BitrixLine<>(
        "classic row",
        field,
        wanted ->
            ClassicInvoiceTable.rows(
                    List.of(
                        wanted.knows(OrderLine.NAME) ? wanted : wanted.with(OrderLine.NAME, "x")),
                    List.of())
                .get(0),
        row -> {
          ObjectNode invoice = Json.object();
          invoice.putArray("PRODUCT_ROWS").add(row);
          return ClassicInvoiceTable.lines(invoice, id -> false).get(0);
        },
        example,
        own,
        Missing.EMPTY,
        field.equals(OrderLine.ITEM),
        "",
        (wanted, held) -> false);
  }

  private static final CustomLine.Choices CHOICES =
      new CustomLine.Choices() {
        @Override
        public Optional<String> text(long entry) {
          return entry == 71 ? Optional.of("by air") : Optional.empty();
        }

        @Override
        public Optional<Long> entry(String text) {
          return text.equals("by air") ? Optional.of(71L) : Optional.empty();
        }
      };

  private static void customs(String table, boolean property, List<LawfulLine<?>> into) {
    into.add(custom(table, Sort.LINE, Kinds.text(), property, null));
    into.add(custom(table, Sort.NUMBER, Kinds.decimal(), property, null));
    into.add(custom(table, Sort.CHOICE, Kinds.code(), property, List.of("by air", "by rail")));
    if (!property) {
      into.add(custom(table, Sort.TEXT, Kinds.text(), false, null));
      into.add(custom(table, Sort.LINK, Kinds.text(), false, null));
      into.add(custom(table, Sort.BOOL, Kinds.bool(), false, null));
      into.add(custom(table, Sort.DATE, Kinds.date(), false, null));
      into.add(custom(table, Sort.INSTANT, Kinds.instant(), false, null));
    }
  }

  @SuppressWarnings("unchecked")
  private static <V> LawfulLine<V> custom(
      String table, Sort sort, Kind<V> kind, boolean property, @Nullable List<V> own) {
    Field<V> field = Field.custom(Order.TYPE, "UF_CRM_" + sort, kind);
    dev.syncline.bitrix24.codec.Line<V> line =
        (dev.syncline.bitrix24.codec.Line<V>)
            CustomLine.of(field, "ufCrm" + sort, sort, property, CHOICES);
    return BitrixLine.of(table, line, own);
  }
}
