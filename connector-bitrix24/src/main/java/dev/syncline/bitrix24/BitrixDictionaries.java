package dev.syncline.bitrix24;

import dev.syncline.connector.ConnectionCheck.Problem;
import dev.syncline.connector.Dictionaries;
import java.math.BigDecimal;
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

  private record Loaded(Known known, BitrixOptions options) {}

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

  /** The templates of requisites. */
  public BitrixPresets presets() {
    return known().presets();
  }

  /** How invoices are kept. */
  public BitrixInvoices invoices() {
    return known().invoices();
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
    Loaded fresh = new Loaded(found.known(), new BitrixOptions(api, found.known(), found.enums()));
    loaded = fresh;
    return fresh;
  }
}
