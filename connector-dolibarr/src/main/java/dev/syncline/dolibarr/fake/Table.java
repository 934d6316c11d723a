package dev.syncline.dolibarr.fake;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An immutable table, in the order of its ids. A change copies one small chunk of it. */
final class Table {

  private static final int CHUNK = 128;

  static final Table EMPTY = new Table(new Row[0] @Nullable []);

  private final @Nullable Row[] @Nullable [] chunks;

  private Table(@Nullable Row[] @Nullable [] chunks) {
    this.chunks = chunks;
  }

  @Nullable Row get(long id) {
    int chunk = (int) (id / CHUNK);
    if (id < 0 || chunk >= chunks.length) {
      return null;
    }
    @Nullable Row[] rows = chunks[chunk];
    return rows == null ? null : rows[(int) (id % CHUNK)];
  }

  Stream<Row> rows() {
    return Arrays.stream(chunks)
        .filter(chunk -> chunk != null)
        .flatMap(Arrays::stream)
        .filter(row -> row != null);
  }

  Stream<Row> where(Predicate<Row> wanted) {
    return rows().filter(wanted);
  }

  Table with(Row row) {
    return put(row.id(), row);
  }

  Table without(long id) {
    return get(id) == null ? this : put(id, null);
  }

  private Table put(long id, @Nullable Row row) {
    int at = (int) (id / CHUNK);
    @Nullable Row[] @Nullable [] more = Arrays.copyOf(chunks, Math.max(chunks.length, at + 1));
    @Nullable Row[] held = more[at];
    @Nullable Row[] chunk = held == null ? new Row[CHUNK] : held.clone();
    chunk[(int) (id % CHUNK)] = row;
    more[at] = chunk;
    return new Table(more);
  }
}
