package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document in another currency than the company's. Where the vendor knows that currency, the
 * document is kept in it, beside the company's amounts; where it does not, the amounts are
 * converted, and a line of the private note says from what. Pure.
 *
 * @param code the ISO 4217 code
 * @param rate how much of it one unit of the company's is worth
 * @param kept whether the vendor knows it
 * @since 0.1
 */
public record Exchange(String code, BigDecimal rate, boolean kept) {

  private static final String NOTE = "note_private";
  private static final Pattern SAID =
      Pattern.compile(
          "(?:\\s|<br ?/?>)*Converted from ([A-Z]{3}) at ([0-9]{1,12}(?:\\.[0-9]{1,12})?)");

  /** What a document that is there says; empty if it is in the company's currency. */
  public static Optional<Exchange> of(JsonNode document, Terms terms) {
    Matcher said = SAID.matcher(Loose.text(document, NOTE).orElse(""));
    if (said.find()) {
      return rated(said.group(1), new BigDecimal(said.group(2)), false);
    }
    return Loose.text(document, "multicurrency_code")
        .filter(code -> !code.equals(terms.currency()))
        .flatMap(
            code ->
                Loose.decimal(document, "multicurrency_tx")
                    .flatMap(rate -> rated(code, rate, true)));
  }

  /** What an entity wants; empty if it is in the company's currency, or nobody knows a rate. */
  public static Optional<Exchange> of(Entity says, Terms terms) {
    return currency(says.type())
        .flatMap(says::get)
        .filter(code -> !code.equals(terms.currency()))
        .flatMap(
            code -> {
              Optional<BigDecimal> known = Optional.ofNullable(terms.currencies().get(code));
              return rate(says.type())
                  .flatMap(says::get)
                  .or(() -> known)
                  .flatMap(rate -> rated(code, rate, known.isPresent()));
            });
  }

  private static Optional<Exchange> rated(String code, BigDecimal rate, boolean kept) {
    return rate.signum() > 0 ? Optional.of(new Exchange(code, rate, kept)) : Optional.empty();
  }

  /** The field that says a document's currency. */
  public static Optional<Field<String>> currency(EntityType type) {
    if (type.equals(Order.TYPE)) {
      return Optional.of(Order.CURRENCY);
    }
    if (type.equals(Invoice.TYPE)) {
      return Optional.of(Invoice.CURRENCY);
    }
    return type.equals(CreditNote.TYPE) ? Optional.of(CreditNote.CURRENCY) : Optional.empty();
  }

  private static Optional<Field<BigDecimal>> rate(EntityType type) {
    if (type.equals(Order.TYPE)) {
      return Optional.of(Order.CURRENCY_RATE);
    }
    if (type.equals(Invoice.TYPE)) {
      return Optional.of(Invoice.CURRENCY_RATE);
    }
    return type.equals(CreditNote.TYPE) ? Optional.of(CreditNote.CURRENCY_RATE) : Optional.empty();
  }

  /** An amount in the company's currency. */
  public BigDecimal toCompany(BigDecimal amount) {
    return amount.divide(rate, MathContext.DECIMAL64);
  }

  /** A unit price in the document's currency, as exactly as the company's tells it. */
  BigDecimal ofUnit(BigDecimal company) {
    int lost = Math.max(0, rate.precision() - rate.scale());
    return company.multiply(rate).setScale(Math.max(0, 5 - lost), RoundingMode.HALF_UP);
  }

  /** A sum in the document's currency. */
  BigDecimal ofSum(BigDecimal company) {
    return company.multiply(rate).setScale(2, RoundingMode.HALF_UP);
  }

  /** Says in the private note from what the amounts were converted. */
  public void note(ObjectNode document) {
    String before = Loose.text(document, NOTE).map(text -> text + "<br>").orElse("");
    document.put(NOTE, before + "Converted from " + code + " at " + rate.toPlainString());
  }

  /** A document without what {@link #note} said. */
  static JsonNode unsaid(JsonNode document) {
    String note = Loose.text(document, NOTE).orElse("");
    Matcher said = SAID.matcher(note);
    if (!said.find() || !(document instanceof ObjectNode object)) {
      return document;
    }
    return object.deepCopy().put(NOTE, said.replaceAll(""));
  }
}
