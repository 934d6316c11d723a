package dev.syncline.bitrix24;

import dev.syncline.bitrix24.codec.Line;
import dev.syncline.connector.ConnectionCheck.Problem;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.Dictionaries;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The portal's codes: pipelines and stages, own companies, currencies, employees, price types, and
 * what the codecs translate by.
 *
 * <p>Read at {@link #reload()}, or when first needed. Thread-safe.
 *
 * @since 0.1
 */
public final class BitrixDictionaries implements Dictionaries {

  private static final Map<EntityType, List<Integer>> CRM =
      Map.of(Order.TYPE, List.of(2), Customer.TYPE, List.of(3, 4), Invoice.TYPE, List.of(31));
  private static final Set<EntityType> CATALOG = Set.of(Product.TYPE, Variant.TYPE);

  private record Loaded(Known known, BitrixOptions options, BitrixFields fields) {}

  private final BitrixApi api;
  private final long priceType;
  private volatile @Nullable Loaded loaded;

  BitrixDictionaries(BitrixApi api, long priceType) {
    this.api = api;
    this.priceType = priceType;
  }

  /** Reads everything afresh; gives what is missing. */
  List<Problem> reload() {
    return read().known().problems();
  }

  @Override
  public Set<String> names() {
    return known().dictionaries().keySet();
  }

  @Override
  public List<Code> codes(String dictionary) {
    return known().dictionaries().getOrDefault(dictionary, List.of());
  }

  /** The acting user's id. */
  public long userId() {
    return known().userId();
  }

  /** The block of products, sections and services, or 0. */
  public long productBlock() {
    return known().productBlock();
  }

  /** The block of variants, or 0. */
  public long offersBlock() {
    return known().offersBlock();
  }

  /** The price type of {@code PRICE}, or 0. */
  public long priceType() {
    return known().basePriceType();
  }

  /** The characteristics and article numbers. */
  public BitrixOptions options() {
    return loaded().options();
  }

  /** The rate of a VAT entry; none for "no tax". */
  public Optional<BigDecimal> vatRate(long id) {
    return known().vats().getOrDefault(id, Optional.empty());
  }

  /** The VAT entry of a rate, or of "no tax". */
  public Optional<Long> vatId(Optional<BigDecimal> rate) {
    return known().vats().entrySet().stream()
        .filter(each -> sameRate(each.getValue(), rate))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The OKEI code of a measure. */
  public Optional<String> unit(long id) {
    return Optional.ofNullable(known().measures().get(id));
  }

  /** The measure of an OKEI code. */
  public Optional<Long> measure(String unit) {
    return known().measures().entrySet().stream()
        .filter(each -> each.getValue().equals(unit))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The pipeline that a stage belongs to. */
  public Optional<String> pipelineOf(String stage) {
    return code(ORDER_STATUS, stage).map(code -> code.traits().getOrDefault("pipeline", "0"));
  }

  /** The category that a stage of smart invoices belongs to. */
  public Optional<String> invoiceCategoryOf(String stage) {
    return code(INVOICE_STATUS, stage).map(code -> code.traits().getOrDefault("pipeline", ""));
  }

  /** Whether stock follows from the portal's documents and cannot be set. */
  public boolean inventory() {
    return known().inventory();
  }

  /** The templates of requisites. */
  public BitrixPresets presets() {
    return known().presets();
  }

  /** How invoices are kept. */
  public BitrixInvoices invoices() {
    return known().invoices();
  }

  @Override
  public List<CustomField> customFields(EntityType type) {
    BitrixFields fields = loaded().fields();
    return CATALOG.contains(type)
        ? fields.ofCatalog(type)
        : fields.ofCrm(type, CRM.getOrDefault(type, List.of()));
  }

  /**
   * Makes a field in the CRM or a property in the catalog. A customer's field is made for contacts
   * and for companies, under one code.
   */
  @Override
  public synchronized CustomField create(CustomField wanted) {
    Loaded present = loaded();
    BitrixFieldMaker maker = new BitrixFieldMaker(api, present.fields(), present.options());
    if (CATALOG.contains(wanted.type())) {
      return maker.inCatalog(wanted);
    }
    List<Integer> types = CRM.getOrDefault(wanted.type(), List.of());
    if (types.isEmpty() || (wanted.type().equals(Invoice.TYPE) && !invoices().smart())) {
      throw new IllegalArgumentException(
          "this portal has no fields of its own for " + wanted.type());
    }
    return maker.inCrm(wanted, types);
  }

  /** The lines of the custom fields among these, for one of the vendor's CRM types. */
  public List<Line<?>> customLines(int entityTypeId, EntityType type, Collection<Field<?>> fields) {
    return fields.stream().noneMatch(each -> each.custom() && each.type().equals(type))
        ? List.of()
        : loaded()
            .fields()
            .crmLines(entityTypeId, CRM.getOrDefault(type, List.of()), ofType(type, fields));
  }

  /** The lines of the custom fields among these, of products or of variants. */
  public List<Line<?>> customLines(EntityType type, Collection<Field<?>> fields) {
    return fields.stream().noneMatch(each -> each.custom() && each.type().equals(type))
        ? List.of()
        : loaded().fields().catalogLines(type, ofType(type, fields));
  }

  private static List<Field<?>> ofType(EntityType type, Collection<Field<?>> fields) {
    List<Field<?>> some = new ArrayList<>();
    for (Field<?> each : fields) {
      if (each.type().equals(type)) {
        some.add(each);
      }
    }
    return some;
  }

  private static boolean sameRate(Optional<BigDecimal> one, Optional<BigDecimal> other) {
    return one.isPresent() == other.isPresent()
        && (one.isEmpty() || one.get().compareTo(other.get()) == 0);
  }

  private Known known() {
    return loaded().known();
  }

  private Loaded loaded() {
    Loaded present = loaded;
    return present == null ? read() : present;
  }

  private synchronized Loaded read() {
    BitrixCheck.Found found = BitrixCheck.ask(api, priceType);
    BitrixOptions options = new BitrixOptions(api, found.known(), found.enums());
    BitrixFields fields = new BitrixFields(api, options, found.fields());
    Loaded fresh = new Loaded(found.known(), options, fields);
    loaded = fresh;
    return fresh;
  }
}
