package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.codec.ClassicInvoiceTable;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.DealTable;
import dev.syncline.bitrix24.codec.InvoiceTable;
import dev.syncline.bitrix24.codec.Line;
import dev.syncline.bitrix24.codec.MultiFields;
import dev.syncline.bitrix24.codec.Prices;
import dev.syncline.bitrix24.codec.ProductTable;
import dev.syncline.bitrix24.codec.RowTable;
import dev.syncline.bitrix24.codec.SectionTable;
import dev.syncline.bitrix24.codec.VariantTable;
import dev.syncline.http.Json;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.testkit.contract.CodecLaws;
import dev.syncline.testkit.contract.LawfulLine;
import dev.syncline.testkit.contract.LawfulLine.Missing;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The laws of Bitrix24's tables. */
class BitrixLawsTest extends CodecLaws {

  /** Values of fields that take only what the portal knows. */
  private static final Map<Field<?>, List<?>> OWN =
      Map.ofEntries(
          Map.entry(Category.PARENT, List.of(new Ref(Category.TYPE, "47"))),
          Map.entry(Product.CATEGORY, List.of(new Ref(Category.TYPE, "47"))),
          Map.entry(Product.VAT, List.of(BigDecimal.TEN, new BigDecimal("20.00"))),
          Map.entry(Product.UNIT, List.of("796", "166", "6", "unheard-of")),
          Map.entry(Variant.PRODUCT, List.of(new Ref(Product.TYPE, "1286"))),
          Map.entry(
              Variant.OPTIONS,
              List.of(
                  Map.of("Color", "red"),
                  Map.of("Color", "red", "Size", "M"),
                  Map.of("Taste", "sweet"))),
          Map.entry(
              Order.CUSTOMER,
              List.of(new Ref(Customer.TYPE, "C_7"), new Ref(Customer.TYPE, "CO_15"))),
          Map.entry(Order.RESPONSIBLE, List.of("1", "77")),
          Map.entry(
              Invoice.CUSTOMER,
              List.of(new Ref(Customer.TYPE, "C_7"), new Ref(Customer.TYPE, "CO_15"))),
          Map.entry(Invoice.ORDER, List.of(new Ref(Order.TYPE, "342"))),
          Map.entry(Invoice.RESPONSIBLE, List.of("1", "77")),
          Map.entry(Invoice.ORGANIZATION, List.of("4", "15")));

  /** The names under which the connector's tables stand here. */
  private static final Map<String, List<String>> PROVEN_AS =
      Map.ofEntries(
          Map.entry("SectionTable", List.of("section")),
          Map.entry("ProductTable", List.of("product")),
          Map.entry("VariantTable", List.of("offer")),
          Map.entry("StockTable", List.of("stock")),
          Map.entry("CustomerTable", List.of("contact", "company")),
          Map.entry(
              "RequisiteTable",
              List.of(
                  "requisite of a company",
                  "requisite of a sole trader",
                  "requisite of a person",
                  "bank details",
                  "address",
                  "address of a person")),
          Map.entry("ContactPersonTable", List.of("contact person")),
          Map.entry("DealTable", List.of("deal")),
          Map.entry("RowTable", List.of("row")),
          Map.entry("InvoiceTable", List.of("smart invoice")),
          Map.entry("ClassicInvoiceTable", List.of("classic invoice", "classic row")));

  private static final BigDecimal ALMOST_ALL = new BigDecimal("99.5");

  private final Bench bench = new Bench();

  BitrixLawsTest() {
    bench.connector.check();
  }

  @AfterAll
  void close() {
    bench.close();
  }

  private static List<LawfulLine<?>> all(BitrixDictionaries codes) {
    List<LawfulLine<?>> all = new ArrayList<>();
    codecs(codes).forEach((name, codec) -> codec.lines().forEach(l -> all.add(line(name, l))));
    all.add(communication(Customer.PHONES));
    all.add(communication(Customer.EMAILS));
    all.add(price(Product.PRICE));
    all.add(price(Variant.PRICE));
    all.add(row(OrderLine.NAME).missing(Missing.EMPTY, false));
    all.add(row(OrderLine.QUANTITY).missing(Missing.EMPTY, false));
    all.add(
        row(OrderLine.PRICING)
            .missing(Missing.DEFAULT, false)
            .loses(
                "the price before a discount of 99.5 % or more",
                (wanted, held) -> wanted.discountPercent().compareTo(ALMOST_ALL) >= 0));
    all.add(item());
    all.addAll(BitrixMoreLines.all());
    return all;
  }

  private static Map<String, Codec> codecs(BitrixDictionaries codes) {
    Map<String, Codec> codecs = new LinkedHashMap<>();
    codecs.put("section", SectionTable.CODEC);
    codecs.put("product", ProductTable.codec(codes));
    codecs.put("offer", VariantTable.codec(codes));
    codecs.put("contact", CustomerTable.CONTACT.codec());
    codecs.put("company", CustomerTable.COMPANY.codec());
    codecs.put("deal", DealTable.codec(key -> CustomerTable.CONTACT));
    codecs.put("smart invoice", InvoiceTable.codec(true, key -> CustomerTable.CONTACT));
    codecs.put("classic invoice", ClassicInvoiceTable.codec(key -> CustomerTable.CONTACT));
    return codecs;
  }

  @SuppressWarnings("unchecked")
  private static <V> BitrixLine<V> line(String table, Line<V> line) {
    @Nullable List<V> own = (List<V>) OWN.get(line.field());
    return BitrixLine.of(table, line, own);
  }

  private static <V> LawfulLine<V> communication(Field<V> field) {
    ArrayNode records = Json.mapper().createArrayNode();
    records.addObject().put("id", "5").put("typeId", "PHONE").put("value", "1");
    return new BitrixLine<>(
        "contact",
        field,
        wanted -> Map.of("fm", MultiFields.added(wanted)),
        CustomerTable.CONTACT::read,
        Json.object().put("id", 7).set("fm", records),
        null,
        Missing.UNKNOWN,
        true,
        "",
        (wanted, held) -> false);
  }

  private static LawfulLine<dev.syncline.model.Money> price(Field<dev.syncline.model.Money> field) {
    ObjectNode example = Json.object().put("id", 9).put("price", 5).put("currency", "RUB");
    return new BitrixLine<>(
        "price",
        field,
        wanted ->
            Map.of(
                "price", wanted.require(field).amount(),
                "currency", wanted.require(field).currency()),
        row -> Prices.priced(Entity.of(field.type(), "1"), field, row),
        example,
        null,
        Missing.EMPTY,
        false,
        "",
        (wanted, held) -> false);
  }

  private static JsonNode exampleRow() {
    return Json.object()
        .put("id", 1)
        .put("type", 4)
        .put("productId", 5)
        .put("productName", "x")
        .put("quantity", 2)
        .put("price", 90)
        .put("priceBrutto", 100)
        .put("priceNetto", 90)
        .put("discountRate", 10)
        .put("taxRate", 20)
        .put("taxIncluded", "Y")
        .put("measureCode", 796);
  }

  private static <V> BitrixLine<V> row(Field<V> field) {
    return new BitrixLine<>(
        "row",
        field,
        wanted -> RowTable.write(List.of(wanted), List.of()).get(0),
        RowTable::read,
        exampleRow(),
        null,
        Missing.EMPTY,
        true,
        "",
        (wanted, held) -> false);
  }

  private static LawfulLine<Ref> item() {
    return new BitrixLine<>(
        "row",
        OrderLine.ITEM,
        wanted -> RowTable.write(List.of(wanted), List.of()).get(0),
        RowTable::read,
        exampleRow(),
        List.of(new Ref(Product.TYPE, "1286")),
        Missing.EMPTY,
        true,
        "",
        (wanted, held) -> false);
  }

  /** What a port reads stands in a table, and no table of the connector is forgotten here. */
  @Test
  void everyFieldOfEveryPortIsUnderTheLaws() {
    Set<Field<?>> lawful = new LinkedHashSet<>();
    lines().forEach(line -> lawful.add(line.field()));
    // Lists of lines are proven line by line; whose customer it is, the table itself says.
    lawful.addAll(List.of(Order.LINES, Invoice.LINES, Customer.KIND));
    for (EntityType type : bench.connector.entityTypes()) {
      assertThat(lawful)
          .as("%s", type)
          .containsAll(bench.connector.port(type).capabilities().readable());
    }
  }

  @Test
  void everyTableIsUnderTheLaws() throws Exception {
    Path classes =
        Path.of(Codec.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("dev/syncline/bitrix24/codec");
    try (Stream<Path> files = Files.list(classes)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .filteredOn(each -> each.endsWith("Table.class"))
          .extracting(each -> each.replace(".class", ""))
          .containsExactlyInAnyOrderElementsOf(PROVEN_AS.keySet());
    }
    assertThat(lines())
        .extracting(LawfulLine::table)
        .containsAll(PROVEN_AS.values().stream().flatMap(List::stream).toList());
  }

  @Override
  protected String system() {
    return "bitrix24";
  }

  @Override
  protected List<LawfulLine<?>> lines() {
    return all(bench.connector.dictionaries());
  }

  @Override
  protected Map<String, Set<Field<?>>> tables() {
    Map<String, Set<Field<?>>> tables = new LinkedHashMap<>();
    codecs(bench.connector.dictionaries())
        .forEach(
            (name, codec) -> {
              Set<Field<?>> fields = new LinkedHashSet<>();
              codec.lines().forEach(line -> fields.add(line.field()));
              tables.put(name, fields);
            });
    return tables;
  }
}
