package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
 * @param pipeline the funnel in which deals are made from orders
 * @param numbering whose number an order made from a deal gets
 * @param directions what travels which way
 * @param customersOnUpdate whether customers travel by themselves; if not, only together with an
 *     order
 * @param dealTitle how the title of a deal made from an order begins; the order's number follows
 *     after a space
 * @param dealsWithoutRows what becomes of a deal without product rows
 * @param responsibles employees of both sides; several users may stand for one employee
 * @param administrators who is in charge where an employee has no pair
 * @param catalogueWinner whose values win on sections, products and variations that are found to be
 *     the same
 * @param mirrorArchived whether being archived travels
 * @since 0.1
 */
public record BitrixMoySkladSettings(
    @Nullable String organization,
    @Nullable String store,
    Map<String, String> currencies,
    List<StagePair> stages,
    String pipeline,
    Numbering numbering,
    Directions directions,
    boolean customersOnUpdate,
    String dealTitle,
    DealsWithoutRows dealsWithoutRows,
    List<EmployeePair> responsibles,
    Administrators administrators,
    CatalogueWinner catalogueWinner,
    boolean mirrorArchived) {

  /** The general funnel, which every portal has. */
  public static final String DEFAULT_PIPELINE = "0";

  /** How the title of a deal made from an order begins. */
  public static final String DEFAULT_DEAL_TITLE = "Customer Order";

  private static final BitrixMoySkladSettings DEFAULTS =
      new BitrixMoySkladSettings(
          null,
          null,
          Map.of(),
          List.of(),
          DEFAULT_PIPELINE,
          Numbering.BITRIX24,
          Directions.ALL_BOTH,
          true,
          DEFAULT_DEAL_TITLE,
          DealsWithoutRows.SKIP,
          List.of(),
          Administrators.ACTING,
          CatalogueWinner.BITRIX24,
          true);

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
    EMPTY_ORDER
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
    responsibles = List.copyOf(Objects.requireNonNull(responsibles, "responsibles is missing"));
    Objects.requireNonNull(pipeline, "pipeline is missing");
    Objects.requireNonNull(numbering, "numbering is missing");
    Objects.requireNonNull(directions, "directions is missing");
    Objects.requireNonNull(dealTitle, "dealTitle is missing");
    Objects.requireNonNull(dealsWithoutRows, "dealsWithoutRows is missing");
    Objects.requireNonNull(administrators, "administrators is missing");
    Objects.requireNonNull(catalogueWinner, "catalogueWinner is missing");
  }

  /** The defaults: everything both ways, no stage mapped yet. */
  public static BitrixMoySkladSettings defaults() {
    return DEFAULTS;
  }

  /**
   * A proposal for a settings screen, from what both accounts have: stages of the general funnel
   * paired with order states of the same outcome in their order, the first company and store,
   * employees of equal e-mail. Nothing is saved. Asked after {@link Connector#check()} of both,
   * which reads the dictionaries.
   */
  public static BitrixMoySkladSettings proposed(Connector bitrix, Connector moysklad) {
    return new Proposal(bitrix.dictionaries(), moysklad.dictionaries()).settings();
  }

  /**
   * Reads settings from a file in UTF-8.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if a property is unknown or wrong; it is named
   */
  public static BitrixMoySkladSettings load(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException broken) {
      throw new UncheckedIOException("the settings " + file + " cannot be read", broken);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  /**
   * Reads settings from JSON.
   *
   * @throws IllegalArgumentException if a property is unknown or wrong; it is named
   */
  public static BitrixMoySkladSettings parse(String json) {
    return SettingsJson.read(json, DEFAULTS);
  }

  /** The settings as JSON, with every property. */
  public String toJson() {
    return SettingsJson.write(this);
  }

  /**
   * Writes the settings to a file in UTF-8.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    try {
      Files.writeString(file, toJson());
    } catch (IOException broken) {
      throw new UncheckedIOException("the settings " + file + " cannot be written", broken);
    }
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

  /** The same with another beginning of titles. */
  public BitrixMoySkladSettings withDealTitle(String beginning) {
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

  private BitrixMoySkladSettings but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** A copy that can be changed in one place before it is settings again. */
  private static final class Draft {

    private @Nullable String organization;
    private @Nullable String store;
    private Map<String, String> currencies;
    private List<StagePair> stages;
    private String pipeline;
    private Numbering numbering;
    private Directions directions;
    private boolean customersOnUpdate;
    private String dealTitle;
    private DealsWithoutRows dealsWithoutRows;
    private List<EmployeePair> responsibles;
    private Administrators administrators;
    private CatalogueWinner catalogueWinner;
    private boolean mirrorArchived;

    private Draft(BitrixMoySkladSettings from) {
      organization = from.organization;
      store = from.store;
      currencies = from.currencies;
      stages = from.stages;
      pipeline = from.pipeline;
      numbering = from.numbering;
      directions = from.directions;
      customersOnUpdate = from.customersOnUpdate;
      dealTitle = from.dealTitle;
      dealsWithoutRows = from.dealsWithoutRows;
      responsibles = from.responsibles;
      administrators = from.administrators;
      catalogueWinner = from.catalogueWinner;
      mirrorArchived = from.mirrorArchived;
    }

    private BitrixMoySkladSettings settings() {
      return new BitrixMoySkladSettings(
          organization,
          store,
          currencies,
          stages,
          pipeline,
          numbering,
          directions,
          customersOnUpdate,
          dealTitle,
          dealsWithoutRows,
          responsibles,
          administrators,
          catalogueWinner,
          mirrorArchived);
    }
  }
}
