package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Gone;
import dev.syncline.connector.Connector;
import dev.syncline.plans.settings.SettingsType;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link BitrixMoySkladPlan} can be told: a value that is kept as JSON.
 *
 * <p>Immutable and thread-safe; each {@code with…} gives settings that differ in one respect. What
 * a JSON text leaves out has its default; what it says wrongly, or what is unknown, is refused by
 * name.
 *
 * @param organization the code of the own company in MoySklad; null takes the first that is not
 *     archived
 * @param store the code of the store in MoySklad; null takes the first that is not archived
 * @param currencies ISO 4217 codes of Bitrix24 with the MoySklad code of the same currency; a
 *     currency that is not named has the same code on both sides
 * @param stages which deal stages take part, each with its order state; the plan is not ready while
 *     it is empty
 * @param invoiceStages which invoice stages take part, each with the state of customer invoices;
 *     while it is empty, no invoice travels
 * @param pipeline the funnel in which deals are made from orders
 * @param numbering whose number an order made from a deal gets
 * @param directions what travels which way
 * @param since from when on documents travel
 * @param customersOnUpdate whether customers travel by themselves; if not, only together with an
 *     order
 * @param language of titles, problems and notes
 * @param dealTitle how the title of a deal made from an order begins; the order's number follows
 *     after a space; null takes the words of the language
 * @param invoiceTitle the same for the title of an invoice of Bitrix24
 * @param dealsWithoutRows what becomes of a deal without product rows
 * @param freeRows what becomes of rows that name no product
 * @param placeholder the id of the product of MoySklad that stands for such rows
 * @param serviceRow the name of the service that stands for the amount of a deal without rows, and
 *     for a row that has neither product nor text; null takes the words of the language
 * @param reserve whether an order reserves what a deal sells
 * @param deliveryAddress the name of the field of deals that holds the delivery address; null for
 *     none
 * @param responsibles employees of both sides; several users may stand for one employee
 * @param administrators who is in charge where an employee has no pair
 * @param catalogueWinner whose values win on sections, products and variations that are found to be
 *     the same
 * @param mirrorArchived whether being archived travels
 * @param productFilter which products of MoySklad come to Bitrix24
 * @param barcodes whether barcodes travel, and tell which products are the same
 * @param images whether the main picture travels
 * @param stock whether Bitrix24 shows how much MoySklad has
 * @param identification fields of MoySklad that show the id in Bitrix24
 * @param customFields fields that people made in both systems
 * @param gone what becomes of the counterpart of what people deleted
 * @since 0.1
 */
public record BitrixMoySkladSettings(
    @Nullable String organization,
    @Nullable String store,
    Map<String, String> currencies,
    List<StagePair> stages,
    List<StagePair> invoiceStages,
    String pipeline,
    Numbering numbering,
    Directions directions,
    Since since,
    boolean customersOnUpdate,
    Language language,
    @Nullable String dealTitle,
    @Nullable String invoiceTitle,
    DealsWithoutRows dealsWithoutRows,
    FreeRows freeRows,
    @Nullable String placeholder,
    @Nullable String serviceRow,
    boolean reserve,
    @Nullable String deliveryAddress,
    List<EmployeePair> responsibles,
    Administrators administrators,
    CatalogueWinner catalogueWinner,
    boolean mirrorArchived,
    ProductFilter productFilter,
    boolean barcodes,
    boolean images,
    boolean stock,
    Identification identification,
    List<FieldPair> customFields,
    GonePolicy gone) {

  /** The general funnel, which every portal has. */
  public static final String DEFAULT_PIPELINE = "0";

  private static final BitrixMoySkladSettings DEFAULTS =
      new BitrixMoySkladSettings(
          null,
          null,
          Map.of(),
          List.of(),
          List.of(),
          DEFAULT_PIPELINE,
          Numbering.BITRIX24,
          Directions.ALL_BOTH,
          Since.BEGINNING,
          true,
          Language.EN,
          null,
          null,
          DealsWithoutRows.SKIP,
          FreeRows.SERVICE,
          null,
          null,
          false,
          null,
          List.of(),
          Administrators.ACTING,
          CatalogueWinner.BITRIX24,
          true,
          ProductFilter.ALL,
          true,
          false,
          false,
          Identification.OFF,
          List.of(),
          GonePolicy.UNLINK);

  private static final SettingsType<BitrixMoySkladSettings> TYPE =
      new SettingsType<>(BitrixMoySkladSettings.class, DEFAULTS);

  /** Whose number an order made from a deal gets. It concerns orders made from then on. */
  public enum Numbering {
    /** {@code bx24-<deal id>}. */
    BITRIX24,
    /** The next one that MoySklad gives. */
    MOYSKLAD
  }

  /** What becomes of a deal without product rows. */
  public enum DealsWithoutRows {
    /** It waits until it has rows. */
    SKIP,
    /** It becomes an order without positions. */
    EMPTY_ORDER,
    /**
     * It becomes an order with one position of the deal's amount, which {@code freeRows} turns into
     * a service or the placeholder; without an amount it waits.
     */
    SERVICE_ROW
  }

  /** What becomes of the counterpart of what people deleted. */
  public enum GonePolicy {
    /** It stays and is nobody's counterpart any longer, which is reported. */
    UNLINK(Gone.UNLINK),
    /** It is deleted too. */
    DELETE(Gone.DELETE);

    private final Gone policy;

    GonePolicy(Gone policy) {
      this.policy = policy;
    }

    Gone policy() {
      return policy;
    }
  }

  /** Whose values win on a pair of the catalogue that is found by its keys. */
  public enum CatalogueWinner {
    /** Those of Bitrix24. */
    BITRIX24,
    /** Those of MoySklad. */
    MOYSKLAD
  }

  /**
   * Who is in charge where an employee has no pair, or the pair is dismissed.
   *
   * @param bitrix24 the user's code in Bitrix24; null leaves it to who the connector acts as
   * @param moysklad the employee's code in MoySklad; null leaves it to who the connector acts as
   */
  public record Administrators(@Nullable String bitrix24, @Nullable String moysklad) {

    /** Those whom the connectors act as. */
    public static final Administrators ACTING = new Administrators(null, null);
  }

  /** Checks that everything is there, and copies the collections. */
  public BitrixMoySkladSettings {
    currencies =
        Collections.unmodifiableMap(
            new LinkedHashMap<>(Objects.requireNonNull(currencies, "currencies is missing")));
    stages = List.copyOf(Objects.requireNonNull(stages, "stages is missing"));
    invoiceStages = List.copyOf(Objects.requireNonNull(invoiceStages, "invoiceStages is missing"));
    responsibles = List.copyOf(Objects.requireNonNull(responsibles, "responsibles is missing"));
    customFields = List.copyOf(Objects.requireNonNull(customFields, "customFields is missing"));
    Objects.requireNonNull(pipeline, "pipeline is missing");
    Objects.requireNonNull(numbering, "numbering is missing");
    Objects.requireNonNull(directions, "directions is missing");
    Objects.requireNonNull(since, "since is missing");
    Objects.requireNonNull(language, "language is missing");
    Objects.requireNonNull(dealsWithoutRows, "dealsWithoutRows is missing");
    Objects.requireNonNull(freeRows, "freeRows is missing");
    Objects.requireNonNull(administrators, "administrators is missing");
    Objects.requireNonNull(catalogueWinner, "catalogueWinner is missing");
    Objects.requireNonNull(productFilter, "productFilter is missing");
    Objects.requireNonNull(identification, "identification is missing");
    Objects.requireNonNull(gone, "gone is missing");
  }

  /** The defaults: everything both ways, no stage mapped yet. */
  public static BitrixMoySkladSettings defaults() {
    return DEFAULTS;
  }

  /**
   * A proposal for a settings screen, from what both accounts have: stages of the general funnel
   * and of invoices paired with states of the same outcome in their order, the first company and
   * store, employees of equal e-mail. Nothing is saved. Asked after {@link Connector#check()} of
   * both, which reads the dictionaries.
   */
  public static BitrixMoySkladSettings proposed(Connector bitrix, Connector moysklad) {
    return new Proposal(bitrix, moysklad).settings();
  }

  /**
   * Reads settings from a file in UTF-8.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if a property is unknown or wrong; it is named
   */
  public static BitrixMoySkladSettings load(Path file) {
    return TYPE.load(file);
  }

  /**
   * Reads settings from JSON.
   *
   * @throws IllegalArgumentException if a property is unknown or wrong; it is named
   */
  public static BitrixMoySkladSettings parse(String json) {
    return TYPE.parse(json);
  }

  /** The settings as JSON, with every property. */
  public String toJson() {
    return TYPE.toJson(this);
  }

  /**
   * Writes the settings to a file in UTF-8: wholly, or not at all.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    TYPE.save(file, this); // B-024
  }

  /** The same with another own company; null takes the first. */
  public BitrixMoySkladSettings withOrganization(@Nullable String code) {
    return but(draft -> draft.organization = code);
  }

  /** The same with another store; null takes the first. */
  public BitrixMoySkladSettings withStore(@Nullable String code) {
    return but(draft -> draft.store = code);
  }

  /** The same with other pairs of currencies. */
  public BitrixMoySkladSettings withCurrencies(Map<String, String> pairs) {
    return but(draft -> draft.currencies = pairs);
  }

  /** The same with other pairs of stages and states. */
  public BitrixMoySkladSettings withStages(List<StagePair> pairs) {
    return but(draft -> draft.stages = pairs);
  }

  /** The same with other pairs of stages and states. */
  public BitrixMoySkladSettings withStages(StagePair... pairs) {
    return withStages(List.of(pairs));
  }

  /** The same with another funnel for deals made from orders. */
  public BitrixMoySkladSettings withPipeline(String code) {
    return but(draft -> draft.pipeline = code);
  }

  /** The same with another numbering. */
  public BitrixMoySkladSettings withNumbering(Numbering whose) {
    return but(draft -> draft.numbering = whose);
  }

  /** The same with other directions. */
  public BitrixMoySkladSettings withDirections(Directions ways) {
    return but(draft -> draft.directions = ways);
  }

  /** The same with customers travelling by themselves, or not. */
  public BitrixMoySkladSettings withCustomersOnUpdate(boolean byThemselves) {
    return but(draft -> draft.customersOnUpdate = byThemselves);
  }

  /** The same with another beginning of titles; null takes the words of the language. */
  public BitrixMoySkladSettings withDealTitle(@Nullable String beginning) {
    return but(draft -> draft.dealTitle = beginning);
  }

  /** The same with another treatment of deals without rows. */
  public BitrixMoySkladSettings withDealsWithoutRows(DealsWithoutRows treatment) {
    return but(draft -> draft.dealsWithoutRows = treatment);
  }

  /** The same with other pairs of employees. */
  public BitrixMoySkladSettings withResponsibles(List<EmployeePair> pairs) {
    return but(draft -> draft.responsibles = pairs);
  }

  /** The same with other administrators. */
  public BitrixMoySkladSettings withAdministrators(Administrators both) {
    return but(draft -> draft.administrators = both);
  }

  /** The same with another winner on found pairs of the catalogue. */
  public BitrixMoySkladSettings withCatalogueWinner(CatalogueWinner side) {
    return but(draft -> draft.catalogueWinner = side);
  }

  /** The same with being archived travelling, or not. */
  public BitrixMoySkladSettings withMirrorArchived(boolean travels) {
    return but(draft -> draft.mirrorArchived = travels);
  }

  /** The same with other pairs of invoice stages and states. */
  public BitrixMoySkladSettings withInvoiceStages(List<StagePair> pairs) {
    return but(draft -> draft.invoiceStages = pairs);
  }

  /** The same with other pairs of invoice stages and states. */
  public BitrixMoySkladSettings withInvoiceStages(StagePair... pairs) {
    return withInvoiceStages(List.of(pairs));
  }

  /** The same with documents travelling from other days on. */
  public BitrixMoySkladSettings withSince(Since days) {
    return but(draft -> draft.since = days);
  }

  /** The same in another language. */
  public BitrixMoySkladSettings withLanguage(Language spoken) {
    return but(draft -> draft.language = spoken);
  }

  /**
   * The same with another beginning of titles of invoices; null takes the words of the language.
   */
  public BitrixMoySkladSettings withInvoiceTitle(@Nullable String beginning) {
    return but(draft -> draft.invoiceTitle = beginning);
  }

  /** The same with another treatment of rows that name no product. */
  public BitrixMoySkladSettings withFreeRows(FreeRows treatment) {
    return but(draft -> draft.freeRows = treatment);
  }

  /** The same with another product that stands for rows without one. */
  public BitrixMoySkladSettings withPlaceholder(@Nullable String id) {
    return but(draft -> draft.placeholder = id);
  }

  /** The same with another service for amounts; null takes the words of the language. */
  public BitrixMoySkladSettings withServiceRow(@Nullable String name) {
    return but(draft -> draft.serviceRow = name);
  }

  /** The same with orders reserving what a deal sells, or not. */
  public BitrixMoySkladSettings withReserve(boolean reserving) {
    return but(draft -> draft.reserve = reserving);
  }

  /** The same with another field for the delivery address; null for none. */
  public BitrixMoySkladSettings withDeliveryAddress(@Nullable String name) {
    return but(draft -> draft.deliveryAddress = name);
  }

  /** The same with other products coming to Bitrix24. */
  public BitrixMoySkladSettings withProductFilter(ProductFilter filter) {
    return but(draft -> draft.productFilter = filter);
  }

  /** The same with barcodes travelling, or not. */
  public BitrixMoySkladSettings withBarcodes(boolean travel) {
    return but(draft -> draft.barcodes = travel);
  }

  /** The same with pictures travelling, or not. */
  public BitrixMoySkladSettings withImages(boolean travel) {
    return but(draft -> draft.images = travel);
  }

  /** The same with stock shown in Bitrix24, or not. */
  public BitrixMoySkladSettings withStock(boolean shown) {
    return but(draft -> draft.stock = shown);
  }

  /** The same with other fields that show ids. */
  public BitrixMoySkladSettings withIdentification(Identification fields) {
    return but(draft -> draft.identification = fields);
  }

  /** The same with other fields that people made. */
  public BitrixMoySkladSettings withCustomFields(List<FieldPair> pairs) {
    return but(draft -> draft.customFields = pairs);
  }

  /** The same with another treatment of counterparts of what people deleted. */
  public BitrixMoySkladSettings withGone(GonePolicy policy) {
    return but(draft -> draft.gone = policy);
  }

  /** How the title of a deal made from an order begins. */
  String titleOfDeals() {
    return dealTitle != null ? dealTitle : PlanTexts.of(language).dealTitle();
  }

  /** How the title of an invoice made in Bitrix24 begins. */
  String titleOfInvoices() {
    return invoiceTitle != null ? invoiceTitle : PlanTexts.of(language).invoiceTitle();
  }

  /** The service that stands for the amount of a deal, and for a row without text. */
  String nameOfService() {
    return serviceRow != null ? serviceRow : PlanTexts.of(language).service();
  }

  private BitrixMoySkladSettings but(Consumer<SettingsDraft> change) {
    SettingsDraft draft = new SettingsDraft(this);
    change.accept(draft);
    return draft.settings();
  }
}
