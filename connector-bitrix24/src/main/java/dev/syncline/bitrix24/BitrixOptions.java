package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.syncline.bitrix24.codec.CustomLine;
import dev.syncline.bitrix24.codec.Values;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The properties that make a variant's characteristics, and the values of those that are lists.
 *
 * <p>Missing ones are made before the variants that need them, under names that make a repeat
 * harmless. Thread-safe.
 *
 * @since 0.1
 */
public final class BitrixOptions {

  /**
   * A property of a catalog block.
   *
   * @param id its number: its values come as {@code property} and this number
   * @param block the block it belongs to
   * @param code the administrator's code, perhaps empty
   * @param name what people read
   * @param list whether its values are entries of a list, not texts
   * @param plain whether it holds one text or one list entry
   * @param sort what it holds, as a custom field
   */
  public record Property(
      long id, long block, String code, String name, boolean list, boolean plain, Sort sort) {

    /** Its name in documents. */
    public String field() {
      return "property" + id;
    }
  }

  /** Codes of properties begin so that were made as fields, not as characteristics. */
  static final String FIELD_CODES = "SYNC_FIELD_";

  private static final Set<String> ARTICLE_CODES = Set.of("ARTNUMBER", "CML2_ARTICLE");
  private static final Map<String, Sort> SORTS =
      Map.of("S", Sort.LINE, "N", Sort.NUMBER, "L", Sort.CHOICE);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final BitrixApi api;
  private final long productBlock;
  private final long offersBlock;
  private final long linkProperty;
  private List<Property> properties;
  private Map<Long, Map<Long, String>> values;

  BitrixOptions(BitrixApi api, Known known, List<JsonNode> enums) {
    this.api = api;
    this.productBlock = known.productBlock();
    this.offersBlock = known.offersBlock();
    this.linkProperty = known.linkProperty();
    this.properties = known.properties();
    this.values = byProperty(enums);
  }

  static List<Property> properties(List<JsonNode> rows) {
    return rows.stream().map(BitrixOptions::property).toList();
  }

  /** The property that holds a product's article number, if the portal has one. */
  public synchronized Optional<Property> productArticle() {
    return article(productBlock);
  }

  /** The property that holds a variant's article number, if the portal has one. */
  public synchronized Optional<Property> offerArticle() {
    return article(offersBlock);
  }

  /** The properties that are characteristics of variants. */
  public synchronized List<Property> options() {
    return properties.stream()
        .filter(each -> each.block() == offersBlock && each.plain() && each.id() != linkProperty)
        .filter(each -> !isArticle(each) && !each.code().startsWith(FIELD_CODES))
        .toList();
  }

  /** The properties of a block that are neither article numbers nor characteristics. */
  synchronized List<Property> fields(boolean ofVariants) {
    List<Property> characteristics = ofVariants ? options() : List.of();
    return all(ofVariants).stream().filter(each -> !characteristics.contains(each)).toList();
  }

  /** The properties of a block without its article numbers and links. */
  synchronized List<Property> all(boolean ofVariants) {
    return properties.stream()
        .filter(each -> each.block() == block(ofVariants) && each.block() > 0)
        .filter(each -> !isArticle(each) && each.id() != linkProperty)
        .toList();
  }

  /** The block of variants or of products, or 0. */
  long block(boolean ofVariants) {
    return ofVariants ? offersBlock : productBlock;
  }

  /** Reads properties and list values afresh. */
  synchronized void refresh() {
    reload();
  }

  /** The entries of a property. */
  CustomLine.Choices choices(Property property) {
    return new CustomLine.Choices() {
      @Override
      public Optional<String> text(long entry) {
        return BitrixOptions.this.text(property, LongNode.valueOf(entry));
      }

      @Override
      public Optional<Long> entry(String text) {
        synchronized (BitrixOptions.this) {
          return BitrixOptions.this.entry(property, text);
        }
      }
    };
  }

  /** The text of a value as a document holds it; asks again once if a list entry is new. */
  public synchronized Optional<String> text(Property property, JsonNode value) {
    if (!property.list()) {
      return Values.text(value);
    }
    Optional<Long> entry = Values.id(value);
    if (entry.isPresent() && !known(property).containsKey(entry.get())) {
      reloadValues();
      // What even the portal does not list is not asked for again.
      known(property).putIfAbsent(entry.get(), "");
    }
    return entry.map(id -> known(property).get(id)).filter(text -> !text.isEmpty());
  }

  /** The value to write for a text that {@link #ensure} has seen. */
  public synchronized Object value(Property property, String text) {
    return property.list() ? entry(property, text).orElseThrow() : text;
  }

  /** The characteristic of this name. */
  public synchronized Optional<Property> named(String name) {
    return options().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /**
   * Makes the characteristics and list values that are missing.
   *
   * @param wanted the texts by the characteristic's name
   * @param leaveBefore from then on nothing is made any more
   * @throws Unavailable if it is not known whether they were made: nothing else was sent, and
   *     asking again is harmless
   */
  public synchronized void ensure(Map<String, Set<String>> wanted, Deadline leaveBefore) {
    if (missing(wanted).isEmpty() || offersBlock == 0) {
      return;
    }
    try {
      reload();
      send(missingProperties(wanted), leaveBefore);
      reload();
      send(missingValues(wanted), leaveBefore);
      reloadValues();
    } catch (OutcomeUnknown unknown) {
      throw new Unavailable(
          api.account(), unknown.call(), "making characteristics got no answer", RETRY_AFTER);
    }
  }

  private List<Command> missing(Map<String, Set<String>> wanted) {
    List<Command> all = new ArrayList<>(missingProperties(wanted));
    all.addAll(missingValues(wanted));
    return all;
  }

  private List<Command> missingProperties(Map<String, Set<String>> wanted) {
    List<Command> commands = new ArrayList<>();
    for (String name : wanted.keySet()) {
      if (named(name).isEmpty()) {
        commands.add(
            Command.of(
                "catalog.productProperty.add",
                "fields",
                Command.map(
                    "iblockId",
                    offersBlock,
                    "name",
                    name,
                    "propertyType",
                    "L",
                    "multiple",
                    "N",
                    "code",
                    "SYNC_" + stable(name).substring(0, 8).toUpperCase(Locale.ROOT))));
      }
    }
    return commands;
  }

  private List<Command> missingValues(Map<String, Set<String>> wanted) {
    List<Command> commands = new ArrayList<>();
    wanted.forEach(
        (name, texts) ->
            named(name)
                .filter(Property::list)
                .ifPresent(
                    property ->
                        texts.stream()
                            .filter(text -> entry(property, text).isEmpty())
                            .forEach(text -> commands.add(valueAdd(property, text)))));
    return commands;
  }

  private static Command valueAdd(Property property, String text) {
    return Command.of(
        "catalog.productPropertyEnum.add",
        "fields",
        Command.map(
            "propertyId", property.id(), "value", text, "xmlId", "syncline-" + stable(text)));
  }

  /** A refused one is found missing again by the write that needs it. */
  private void send(List<Command> commands, Deadline leaveBefore) {
    for (int from = 0; from < commands.size(); from += BitrixBatch.MAX_COMMANDS) {
      int to = Math.min(commands.size(), from + BitrixBatch.MAX_COMMANDS);
      List<Command> alone = commands.subList(from, to).stream().filter(Command::alone).toList();
      List<Command> rest =
          commands.subList(from, to).stream().filter(each -> !each.alone()).toList();
      alone.forEach(each -> api.written(each, leaveBefore));
      if (!rest.isEmpty()) {
        api.written(rest, leaveBefore);
      }
    }
  }

  private void reload() {
    properties = properties(BitrixCheck.PROPERTIES.all(api));
    reloadValues();
  }

  private void reloadValues() {
    values = byProperty(BitrixCheck.ENUMS.all(api));
  }

  private Optional<Long> entry(Property property, String text) {
    return known(property).entrySet().stream()
        .filter(each -> each.getValue().equals(text))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Map<Long, String> known(Property property) {
    return values.computeIfAbsent(property.id(), none -> new LinkedHashMap<>());
  }

  private Optional<Property> article(long block) {
    return properties.stream().filter(each -> each.block() == block && isArticle(each)).findFirst();
  }

  private static boolean isArticle(Property property) {
    return ARTICLE_CODES.contains(property.code().toUpperCase(Locale.ROOT));
  }

  private static Property property(JsonNode row) {
    String type = row.path("propertyType").asText();
    boolean single =
        Values.text(row.path("userType")).isEmpty() && !Values.yes(row.path("multiple"));
    boolean simple = single && (type.equals("S") || type.equals("L"));
    return new Property(
        row.path("id").asLong(),
        row.path("iblockId").asLong(),
        row.path("code").asText(""),
        row.path("name").asText().strip(),
        type.equals("L"),
        simple,
        single ? SORTS.getOrDefault(type, Sort.OTHER) : Sort.OTHER);
  }

  private static Map<Long, Map<Long, String>> byProperty(List<JsonNode> enums) {
    Map<Long, Map<Long, String>> map = new LinkedHashMap<>();
    for (JsonNode each : enums) {
      map.computeIfAbsent(each.path("propertyId").asLong(), none -> new LinkedHashMap<>())
          .put(each.path("id").asLong(), each.path("value").asText());
    }
    return map;
  }

  private static String stable(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
