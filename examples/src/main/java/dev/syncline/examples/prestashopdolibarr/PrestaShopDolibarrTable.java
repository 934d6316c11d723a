package dev.syncline.examples.prestashopdolibarr;

import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.FieldTable;
import dev.syncline.examples.compare.Item;
import java.util.List;

public final class PrestaShopDolibarrTable implements FieldTable {
  @Override public List<String> types() { return List.of(); }
  @Override public List<Item> left(String type, Books books) { return List.of(); }
  @Override public List<Item> right(String type, Books books) { return List.of(); }
}
