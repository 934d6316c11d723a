package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.Address;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Addresses: a text and its structured twin, of which the second wins. Where a person wrote only a
 * text, the vendor keeps it as the twin's free part, and so it is our {@code rest}.
 *
 * @since 0.1
 */
public final class Addresses {

  private static final String FULL = "Full";
  private static final String JOINT = ", ";
  private static final int MAX_POSTAL_CODE = 6;
  private static final int MAX_HOUSE = 30;
  private static final int MAX_TEXT = 255;

  /** What stands before or behind the name of a region, and people leave out. */
  private static final Set<String> SORTS_OF_REGIONS =
      Set.of("г", "город", "обл", "область", "респ", "республика", "край", "ао", "аобл");

  private Addresses() {}

  /** An address. */
  static Line<Address> of(Field<Address> field, String name) {
    return Line.of(
            field,
            (document, into, terms) -> read(document, name, field, into, terms),
            (document, wanted, how) -> write(document, name, wanted, how.terms()))
        .closeIf((wanted, held, phones) -> same(wanted, held));
  }

  /** Whether an address of a document names a country or region. */
  public static boolean namesPlace(JsonNode document) {
    return document.properties().stream()
        .filter(each -> each.getKey().endsWith(FULL))
        .anyMatch(each -> each.getValue().has("country") || each.getValue().has("region"));
  }

  /** Whether an address that is to be written names a country or region. */
  public static boolean namesPlace(Address address) {
    return !address.country().isBlank() || !address.region().isBlank();
  }

  private static void read(
      JsonNode document, String name, Field<Address> field, Entity.Builder into, Terms terms) {
    JsonNode full = document.path(name + FULL);
    if ((full.has("country") || full.has("region")) && terms.countries().isEmpty()) {
      // Nobody asked for addresses, so countries have not been read: better said nothing than half.
      return;
    }
    Address address =
        new Address(
            place(full.path("country"), terms.countries()),
            place(full.path("region"), terms.regions()),
            text(full, "city"),
            joined(text(full, "street"), text(full, "house")),
            text(full, "postalCode"),
            joined(text(full, "apartment"), text(full, "addInfo")));
    boolean empty = address.equals(new Address("", "", "", "", "", ""));
    Optional<Address> only =
        Line.text(document, name).map(text -> new Address("", "", "", "", "", text));
    into.set(field, empty ? only : Optional.of(address));
  }

  private static String place(JsonNode reference, Map<String, String> names) {
    return Meta.id(reference).map(id -> names.getOrDefault(id, "")).orElse("");
  }

  private static String text(JsonNode full, String name) {
    return Line.text(full, name).orElse("");
  }

  private static String joined(String... parts) {
    return Arrays.stream(parts).filter(each -> !each.isBlank()).collect(Collectors.joining(JOINT));
  }

  /** The structured form cannot be cleared by null; its textual twin can, by an empty text. */
  private static boolean write(
      ObjectNode document, String name, @Nullable Address wanted, Terms terms) {
    if (wanted == null) {
      document.put(name, "");
      return true;
    }
    List<String> homeless = new ArrayList<>();
    ObjectNode full = document.putObject(name + FULL);
    writePlace(full, "country", wanted.country(), terms.countries(), terms, homeless);
    writePlace(full, "region", wanted.region(), terms.regions(), terms, homeless);
    writeText(full, "postalCode", wanted.postalCode(), MAX_POSTAL_CODE, homeless);
    writeText(full, "city", wanted.city(), MAX_TEXT, homeless);
    writeStreet(full, wanted.street(), homeless);
    full.putNull("apartment");
    boolean parts = homeless.isEmpty();
    String rest = joined(joined(homeless.toArray(new String[0])), wanted.rest());
    boolean fits = rest.length() <= MAX_TEXT;
    Line.put(full, "addInfo", rest.isEmpty() ? null : fits ? rest : rest.substring(0, MAX_TEXT));
    return parts && fits;
  }

  /** Countries and regions are the vendor's lists; another one goes with the rest. */
  private static void writePlace(
      ObjectNode full,
      String type,
      String name,
      Map<String, String> names,
      Terms terms,
      List<String> homeless) {
    Optional<String> id =
        names.entrySet().stream()
            .filter(each -> !name.isBlank() && bare(each.getValue()).equals(bare(name)))
            .map(Map.Entry::getKey)
            .findFirst();
    Line.link(full, type, "entity/" + type, type, id.orElse(null), terms);
    if (id.isEmpty() && !name.isBlank()) {
      homeless.add(name);
    }
  }

  private static void writeText(
      ObjectNode full, String name, String value, int longest, List<String> homeless) {
    boolean fits = value.length() <= longest;
    Line.put(full, name, fits && !value.isBlank() ? value : null);
    if (!fits) {
      homeless.add(value);
    }
  }

  /** A street's last part is the number of the house if it looks like one. */
  private static void writeStreet(ObjectNode full, String street, List<String> homeless) {
    int comma = street.lastIndexOf(JOINT);
    String tail = comma < 0 ? "" : street.substring(comma + JOINT.length());
    boolean isHouse =
        !tail.isEmpty() && tail.length() <= MAX_HOUSE && tail.chars().anyMatch(Character::isDigit);
    writeText(full, "street", isHouse ? street.substring(0, comma) : street, MAX_TEXT, homeless);
    writeText(full, "house", isHouse ? tail : "", MAX_HOUSE, homeless);
  }

  /** A region is the same with and without its sort. */
  private static boolean same(Address wanted, Address held) {
    return bare(wanted.country()).equals(bare(held.country()))
        && bare(wanted.region()).equals(bare(held.region()))
        && wanted.city().strip().equals(held.city().strip())
        && wanted.street().strip().equals(held.street().strip())
        && wanted.postalCode().strip().equals(held.postalCode().strip())
        && wanted.rest().strip().equals(held.rest().strip());
  }

  private static String bare(String name) {
    String words =
        Arrays.stream(name.toLowerCase(Locale.ROOT).split("[\\s.]+"))
            .filter(word -> !word.isEmpty() && !SORTS_OF_REGIONS.contains(word))
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? name.strip().toLowerCase(Locale.ROOT) : words;
  }
}
