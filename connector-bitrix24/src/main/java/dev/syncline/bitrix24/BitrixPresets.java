package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.codec.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The portal's templates of requisites, told apart by the vendor's own marks, or else by the names
 * that portals are delivered with. Immutable.
 *
 * @param organization for companies, or 0
 * @param soleTrader for people who trade under their own name, or 0
 * @param person for people, or 0
 * @since 0.1
 */
public record BitrixPresets(long organization, long soleTrader, long person) {

  private static final Set<String> ORGANIZATIONS = Set.of("organization", "организация");
  private static final Set<String> SOLE_TRADERS =
      Set.of("individual entrepreneur", "ип", "индивидуальный предприниматель");
  private static final Set<String> PEOPLE =
      Set.of("individual", "person", "физ. лицо", "физическое лицо");

  static BitrixPresets of(JsonNode rows) {
    List<JsonNode> alive = new ArrayList<>();
    for (JsonNode each : rows) {
      if (!each.path("ACTIVE").asText("Y").equals("N")) {
        alive.add(each);
      }
    }
    long any = alive.isEmpty() ? 0 : id(alive.get(0));
    return new BitrixPresets(
        found(alive, "_COMPANY#", ORGANIZATIONS).orElse(any),
        found(alive, "_INDIVIDUAL#", SOLE_TRADERS).orElse(0L),
        found(alive, "_PERSON#", PEOPLE).orElse(any));
  }

  private static Optional<Long> found(List<JsonNode> rows, String mark, Set<String> names) {
    Optional<Long> marked =
        rows.stream()
            .filter(each -> each.path("XML_ID").asText("").endsWith(mark))
            .map(BitrixPresets::id)
            .findFirst();
    return marked.isPresent()
        ? marked
        : rows.stream()
            .filter(
                each ->
                    names.contains(each.path("NAME").asText("").strip().toLowerCase(Locale.ROOT)))
            .map(BitrixPresets::id)
            .findFirst();
  }

  private static long id(JsonNode row) {
    return Values.id(row.path("ID")).orElse(0L);
  }
}
