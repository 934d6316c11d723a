package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.syncline.http.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** The vendor's barcodes: objects of one member, whose name is the kind of code. */
final class Barcodes {

  private static final int TEN = 10;
  private static final int WEIGHT = 3;

  private Barcodes() {}

  static Set<String> read(JsonNode barcodes) {
    Set<String> codes = new LinkedHashSet<>();
    for (JsonNode barcode : barcodes) {
      barcode.elements().forEachRemaining(code -> codes.add(code.asText()));
    }
    return codes;
  }

  static ArrayNode write(Set<String> codes) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (String code : new TreeSet<>(codes)) {
      all.addObject().put(kind(code), code);
    }
    return all;
  }

  /** The vendor checks a code against its kind; what is no trade number is a plain one. */
  static String kind(String code) {
    if (!isTradeNumber(code)) {
      return "code128";
    }
    return switch (code.length()) {
      case 8 -> "ean8";
      case 12 -> "upc";
      case 13 -> "ean13";
      case 14 -> "gtin";
      default -> "code128";
    };
  }

  private static boolean isTradeNumber(String code) {
    int sum = 0;
    for (int at = 0; at < code.length(); at++) {
      int digit = code.charAt(at) - '0';
      if (digit < 0 || digit >= TEN) {
        return false;
      }
      boolean heavy = (code.length() - at) % 2 == 0;
      sum += heavy ? WEIGHT * digit : digit;
    }
    return !code.isEmpty() && sum % TEN == 0;
  }
}
