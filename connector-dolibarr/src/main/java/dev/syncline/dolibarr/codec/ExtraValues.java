package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kind;
import dev.syncline.model.Kinds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Values of extra fields: a map of its own in each document. Pure. */
final class ExtraValues {

  private static final String MAP = "array_options";
  private static final String PREFIX = "options_";

  private ExtraValues() {}

  static void read(JsonNode document, Entity.Builder into, Map<Field<?>, Extra> extras) {
    if (!document.has(MAP)) {
      return;
    }
    JsonNode values = document.path(MAP);
    extras.forEach((field, extra) -> read(values, field, extra, into));
  }

  private static <V> void read(JsonNode values, Field<V> field, Extra extra, Entity.Builder into) {
    into.set(field, value(values, PREFIX + extra.code(), field.kind()));
  }

  /** The kind was given by whoever asks, so the value is of its type. */
  @SuppressWarnings("unchecked")
  private static <V> Optional<V> value(JsonNode values, String name, Kind<V> kind) {
    ZoneId zone = ZoneOffset.UTC;
    Optional<?> value;
    if (kind.equals(Kinds.decimal())) {
      value = Loose.decimal(values, name);
    } else if (kind.equals(Kinds.bool())) {
      value = Optional.of(Loose.flag(values, name).orElse(false));
    } else if (kind.equals(Kinds.date())) {
      value = Loose.day(values, name, zone);
    } else if (kind.equals(Kinds.instant())) {
      value = Loose.moment(values, name, zone);
    } else {
      value = Loose.text(values, name).map(Texts::ofPlain);
    }
    return (Optional<V>) value;
  }

  static boolean write(ObjectNode document, Field<?> field, Entity delta, Line.Written how) {
    Extra extra = how.terms().extras().get(field);
    Object wanted = delta.get(field).orElse(null);
    if (extra == null || (wanted == null && how.held() == null)) {
      return extra != null;
    }
    ObjectNode map = document.withObject("/" + MAP);
    String name = PREFIX + extra.code();
    if (wanted == null) {
      map.put(name, "");
    } else if (wanted instanceof BigDecimal number) {
      map.put(name, number);
    } else if (wanted instanceof Boolean yes) {
      map.put(name, yes ? 1 : 0);
    } else if (wanted instanceof LocalDate day) {
      map.put(name, day.atTime(12, 0).toEpochSecond(ZoneOffset.UTC));
    } else if (wanted instanceof Instant moment) {
      map.put(name, moment.getEpochSecond());
    } else if (wanted instanceof String text && extra.sort() != Sort.OTHER) {
      map.put(name, Texts.plain(text, extra.longest(), how.terms().fourBytes()));
    } else {
      return false;
    }
    return true;
  }
}
