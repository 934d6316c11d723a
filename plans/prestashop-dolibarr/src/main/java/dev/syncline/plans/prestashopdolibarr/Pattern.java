package dev.syncline.plans.prestashopdolibarr;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A text with words in braces that stand for what an entity says. Immutable. */
final class Pattern {

  private record Piece(String text, boolean word) {}

  private final List<Piece> pieces = new ArrayList<>();

  /**
   * A pattern.
   *
   * @param setting where it was said
   * @throws IllegalArgumentException if it has a word that nobody knows, or a brace is open
   */
  Pattern(String text, String setting, Set<String> words) {
    int from = 0;
    int open = text.indexOf('{');
    while (open >= 0) {
      int close = text.indexOf('}', open);
      String word = close < 0 ? text.substring(open + 1) : text.substring(open + 1, close);
      if (close < 0 || !words.contains(word)) {
        throw new IllegalArgumentException(
            setting + " has {" + word + "; words there are, each in braces, " + words);
      }
      pieces.add(new Piece(text.substring(from, open), false));
      pieces.add(new Piece(word, true));
      from = close + 1;
      open = text.indexOf('{', from);
    }
    pieces.add(new Piece(text.substring(from), false));
  }

  /** Whether it names this word. */
  boolean has(String word) {
    return pieces.contains(new Piece(word, true));
  }

  /** The text with each word replaced by what it stands for. */
  String with(UnaryOperator<String> meaning) {
    StringBuilder all = new StringBuilder();
    pieces.forEach(piece -> all.append(piece.word() ? meaning.apply(piece.text()) : piece.text()));
    return all.toString();
  }
}
