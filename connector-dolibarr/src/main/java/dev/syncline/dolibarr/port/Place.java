package dev.syncline.dolibarr.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the changes of a list.
 *
 * @param since what was changed before this moment was shown; 1970 shows all
 * @param begun when the walk that runs began; empty between two walks
 * @param pass which of the lists the walk is in
 * @param last the last id shown
 * @param skew by how much the database's clock is behind, as far as known
 */
record Place(
    Instant since, Optional<Instant> begun, int pass, String last, Optional<Duration> skew) {

  static final String BEGINNING = "beginning";

  private static final Pattern TEXT =
      Pattern.compile(
          "s(-?[0-9]{1,11}),b([0-9]{0,11}),p([0-9]),i([0-9]{1,18}),k((?:-?[0-9]{1,6})?)");

  static Place following(Instant since, Optional<Duration> skew) {
    return new Place(since, Optional.empty(), 0, "0", skew);
  }

  boolean isBeginning() {
    return since.equals(Instant.EPOCH) && begun.isEmpty();
  }

  static Optional<Place> parse(String text) {
    if (text.equals(BEGINNING)) {
      return Optional.of(following(Instant.EPOCH, Optional.empty()));
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Place(
            Instant.ofEpochSecond(Long.parseLong(parts.group(1))),
            number(parts.group(2)).map(Instant::ofEpochSecond),
            Integer.parseInt(parts.group(3)),
            parts.group(4),
            number(parts.group(5)).map(Duration::ofSeconds)));
  }

  private static Optional<Long> number(String digits) {
    return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits));
  }

  String text() {
    return "s"
        + since.getEpochSecond()
        + ",b"
        + begun.map(each -> Long.toString(each.getEpochSecond())).orElse("")
        + ",p"
        + pass
        + ",i"
        + last
        + ",k"
        + skew.map(each -> Long.toString(each.toSeconds())).orElse("");
  }
}
