package dev.syncline.plans.prestashopdolibarr;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * What a category may be called where its name is taken: {@code Lamps}, {@code Lamps (2)}, {@code
 * Lamps (3)} and so on (P-041). Immutable.
 */
final class Namesakes extends AbstractList<String> implements RandomAccess {

  private static final int MOST = 1000;

  private final String name;

  Namesakes(String name) {
    this.name = name;
  }

  @Override
  public String get(int at) {
    Objects.checkIndex(at, MOST);
    return at == 0 ? name : name + " (" + (at + 1) + ")";
  }

  @Override
  public int size() {
    return MOST;
  }
}
