package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.http.Json;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.codec.ContactPersons;
import dev.syncline.moysklad.codec.Counterparty;
import dev.syncline.moysklad.codec.CustomerOrder;
import dev.syncline.moysklad.codec.EntityCodec;
import dev.syncline.moysklad.codec.Goods;
import dev.syncline.moysklad.codec.InvoiceOut;
import dev.syncline.moysklad.codec.Line;
import dev.syncline.moysklad.codec.Terms;
import dev.syncline.testkit.contract.CodecLaws;
import dev.syncline.testkit.contract.LawfulLine;
import dev.syncline.testkit.contract.LawfulLine.Missing;
import dev.syncline.testkit.contract.Values;
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
import org.junit.jupiter.api.Test;

/** The laws of MoySklad's tables. */
class MoySkladLawsTest extends CodecLaws {

  private static final String ID = "6b44332f-b0ac-11ea-ac14-000a00000002";
  private static final String OTHER = "7c44332f-b0ac-11ea-ac14-000a00000003";
  private static final Terms TERMS =
      new Terms(
          "https://api.example/1.2",
          Map.of(ID, "RUB", OTHER, "USD"),
          ID,
          Map.of(ID, "796", OTHER, "166"),
          Map.of(ID, "Россия"),
          Map.of(OTHER, "г Москва"),
          Map.of(),
          Map.of(),
          Map.of(),
          PhoneRules.digits());

  /** Values of fields that take only what the account knows. */
  private static final Map<Field<?>, List<?>> OWN =
      Map.ofEntries(
          Map.entry(Category.PARENT, List.of(new Ref(Category.TYPE, ID))),
          Map.entry(Product.CATEGORY, List.of(new Ref(Category.TYPE, ID))),
          Map.entry(Product.KIND, List.of(Product.GOODS, Product.SERVICE, Product.BUNDLE)),
          Map.entry(
              Product.VAT,
              List.of(
                  BigDecimal.ZERO, BigDecimal.TEN, new BigDecimal("20.0"), new BigDecimal("7.5"))),
          Map.entry(Product.UNIT, List.of("796", "166", "unheard-of")),
          Map.entry(Variant.PRODUCT, List.of(new Ref(Product.TYPE, "product/" + ID))),
          Map.entry(Product.IMAGE, List.of()),
          Map.entry(
              Customer.KIND, List.of(Customer.PERSON, Customer.COMPANY, Customer.SOLE_TRADER)),
          Map.entry(ContactPerson.CUSTOMER, List.of(new Ref(Customer.TYPE, ID))),
          Map.entry(Invoice.CUSTOMER, List.of(new Ref(Customer.TYPE, ID))),
          Map.entry(Invoice.ORDER, List.of(new Ref(Order.TYPE, ID))),
          Map.entry(Invoice.STATUS, List.of(ID, OTHER)),
          Map.entry(Invoice.ORGANIZATION, List.of(ID, OTHER)),
          Map.entry(Invoice.STORE, List.of(ID, OTHER)),
          Map.entry(Invoice.RESPONSIBLE, List.of(ID, OTHER)),
          Map.entry(Invoice.CURRENCY, List.of("RUB", "USD", "XXX")),
          Map.entry(Invoice.LINES, orderLines()),
          Map.entry(Order.CUSTOMER, List.of(new Ref(Customer.TYPE, ID))),
          Map.entry(Order.STATUS, List.of(ID, OTHER)),
          Map.entry(Order.ORGANIZATION, List.of(ID, OTHER)),
          Map.entry(Order.STORE, List.of(ID, OTHER)),
          Map.entry(Order.RESPONSIBLE, List.of(ID, OTHER)),
          Map.entry(Order.CURRENCY, List.of("RUB", "USD", "XXX")),
          Map.entry(Order.LINES, orderLines()));

  private static final String LINES_LOSE =
      "what a line does not say is the vendor's; whole percents of tax";
  private static final Map<Field<?>, String> LOSSES =
      Map.of(
          Customer.EMAILS,
          "all but one address",
          ContactPerson.EMAILS,
          "all but one address",
          Invoice.LINES,
          LINES_LOSE,
          Order.LINES,
          LINES_LOSE);

  private static final Map<Field<?>, Missing> MISSING =
      Map.ofEntries(
          Map.entry(Customer.KIND, Missing.DEFAULT),
          Map.entry(Customer.BANK_ACCOUNTS, Missing.UNKNOWN),
          Map.entry(Product.KIND, Missing.DEFAULT),
          Map.entry(Product.IMAGE, Missing.UNKNOWN),
          Map.entry(Order.TOTAL, Missing.DEFAULT),
          Map.entry(Order.LINES, Missing.UNKNOWN),
          Map.entry(Invoice.TOTAL, Missing.DEFAULT),
          Map.entry(Invoice.PAID, Missing.DEFAULT),
          Map.entry(Invoice.LINES, Missing.UNKNOWN),
          Map.entry(Product.PRICE, Missing.UNKNOWN),
          Map.entry(Variant.PRICE, Missing.UNKNOWN),
          Map.entry(Order.CURRENCY, Missing.UNKNOWN),
          Map.entry(Invoice.CURRENCY, Missing.UNKNOWN));

  /** The vendor has a default for these, or needs them. */
  private static final Set<Field<?>> NEVER_EMPTY =
      Set.of(
          Customer.KIND,
          ContactPerson.CUSTOMER,
          Product.KIND,
          Product.PRICE,
          Variant.PRICE,
          Order.CURRENCY,
          Invoice.CURRENCY);

  private static List<List<Entity>> orderLines() {
    List<List<Entity>> all = new ArrayList<>();
    for (Pricing pricing : Values.usual().of(Kinds.pricing(), RANDOM_VALUES)) {
      Entity line =
          Entity.of(OrderLine.TYPE, "")
              .with(OrderLine.ITEM, new Ref(Product.TYPE, "service/" + ID))
              .with(OrderLine.QUANTITY, new BigDecimal("2.5"))
              .with(OrderLine.PRICING, pricing);
      all.add(List.of(line, line.with(OrderLine.ITEM, new Ref(Variant.TYPE, OTHER))));
    }
    return all;
  }

  private static Map<String, EntityCodec> codecs() {
    Map<String, EntityCodec> codecs = new LinkedHashMap<>();
    codecs.put("productfolder", Goods.FOLDER);
    codecs.put("product", Goods.PRODUCT);
    codecs.put("service", Goods.SERVICE);
    codecs.put("bundle", Goods.BUNDLE);
    codecs.put("variant", Goods.VARIANT);
    codecs.put("counterparty", Counterparty.CODEC);
    codecs.put("contactperson", ContactPersons.CODEC);
    codecs.put("customerorder", CustomerOrder.CODEC);
    codecs.put("invoiceout", InvoiceOut.CODEC);
    return codecs;
  }

  /** What the lines of a table write, and what is only read. */
  private static JsonNode example(EntityCodec codec) {
    ObjectNode all =
        Json.object()
            .put("sum", 100)
            .put("variantsCount", 1)
            .put("useParentVat", true)
            .put("effectiveVat", 20)
            .put("effectiveVatEnabled", true)
            .put("payedSum", 50);
    ObjectNode image = all.putObject("images").putArray("rows").addObject();
    image
        .putObject("meta")
        .put("href", TERMS.base() + "/entity/product/" + ID + "/images/" + OTHER)
        .put("downloadHref", "https://files.example/1");
    for (Line<?> line : codec.lines()) {
      all.setAll(written(lawful("", codec, line, all)));
    }
    return all;
  }

  private static <V> ObjectNode written(LawfulLine<V> line) {
    return line.values(Values.usual()).stream()
        .flatMap(value -> line.render(java.util.Optional.of(value)).stream())
        .findFirst()
        .map(ObjectNode.class::cast)
        .orElseGet(Json::object);
  }

  @SuppressWarnings("unchecked")
  private static <V> LawfulLine<V> lawful(
      String table, EntityCodec codec, Line<V> line, JsonNode example) {
    Field<V> field = line.field();
    @Nullable List<V> own = (List<V>) OWN.get(field);
    boolean writable = line.access() != Line.Access.NEVER;
    Missing usual = MoySkladLine.isBool(field) ? Missing.DEFAULT : Missing.EMPTY;
    return new MoySkladLine<>(
        table,
        codec,
        line,
        TERMS,
        example,
        own,
        MISSING.getOrDefault(field, usual),
        writable && !NEVER_EMPTY.contains(field) && !MoySkladLine.isBool(field),
        LOSSES.getOrDefault(field, ""));
  }

  /** Whatever table there is in the connector, its lines are among those proven here. */
  @Test
  void everyTableIsUnderTheLaws() throws Exception {
    Path classes =
        Path.of(EntityCodec.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("dev/syncline/moysklad/codec");
    List<EntityCodec> tables = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        tables.addAll(tablesOf(Class.forName(EntityCodec.class.getPackageName() + "." + name)));
      }
    }
    assertThat(tables).isNotEmpty();
    assertThat(codecs().values()).hasSameElementsAs(tables);
  }

  private static List<EntityCodec> tablesOf(Class<?> type) throws IllegalAccessException {
    List<EntityCodec> tables = new ArrayList<>();
    for (var field : type.getDeclaredFields()) {
      if (field.getType().equals(EntityCodec.class)
          && java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        tables.add((EntityCodec) field.get(null));
      }
    }
    return tables;
  }

  @Test
  void everyFieldOfEveryPortIsUnderTheLaws() {
    Set<Field<?>> lawful = new LinkedHashSet<>();
    lines().forEach(line -> lawful.add(line.field()));
    // A level of stock is no document's: what its reports say, the contract proves.
    lawful.addAll(List.of(StockLevel.ITEM, StockLevel.QUANTITY));
    try (Rig rig = new Rig()) {
      for (EntityType type : rig.connector.entityTypes()) {
        assertThat(lawful)
            .as("%s", type)
            .containsAll(rig.connector.port(type).capabilities().readable());
      }
    }
  }

  @Override
  protected String system() {
    return "moysklad";
  }

  @Override
  protected List<LawfulLine<?>> lines() {
    List<LawfulLine<?>> all = new ArrayList<>();
    codecs()
        .forEach(
            (name, codec) -> {
              JsonNode example = example(codec);
              codec.lines().forEach(line -> all.add(lawful(name, codec, line, example)));
            });
    all.addAll(MoySkladAttributeLine.all(TERMS));
    return all;
  }

  @Override
  protected Map<String, Set<Field<?>>> tables() {
    Map<String, Set<Field<?>>> tables = new LinkedHashMap<>();
    codecs()
        .forEach(
            (name, codec) -> {
              Set<Field<?>> fields = new LinkedHashSet<>();
              codec.lines().forEach(line -> fields.add(line.field()));
              tables.put(name, fields);
            });
    return tables;
  }
}
