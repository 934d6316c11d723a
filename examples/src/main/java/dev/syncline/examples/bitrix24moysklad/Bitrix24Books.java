package dev.syncline.examples.bitrix24moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.examples.compare.Books;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The raw documents of a portal. */
final class Bitrix24Books {

  private static final List<Kind> KINDS =
      List.of(
          Kind.SECTION,
          Kind.PRODUCT,
          Kind.PRICE,
          Kind.CONTACT,
          Kind.COMPANY,
          Kind.DEAL,
          Kind.INVOICE,
          Kind.ROW,
          Kind.VAT,
          Kind.MEASURE,
          Kind.PROPERTY,
          Kind.PROPERTY_ENUM);

  private Bitrix24Books() {}

  static Books read(FakeBitrix24 portal) {
    Map<String, List<JsonNode>> shelves = new LinkedHashMap<>();
    for (Kind kind : KINDS) {
      shelves.put(kind.name().toLowerCase(Locale.ROOT), List.copyOf(portal.documents(kind)));
    }
    return new Books(shelves);
  }
}
