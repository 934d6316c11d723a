package dev.syncline.examples.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.store.LinkStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole proof of an own store is the contract; what is special to a file stands beside it. */
class LogStoreTest extends LinkStoreContract {

  @TempDir Path folder;

  @Override
  protected LinkStore fresh() throws IOException {
    return new LogStore(folder.resolve("links.log"));
  }

  @Test
  void whatWasCommittedIsThereInTheNextProcessAndACutLineNeverHappened() throws IOException {
    Path file = folder.resolve("cut.log");
    try (LogStore first = new LogStore(file)) {
      first.commit(StoreUpdate.under(List.of()).put(link("1")).build());
    }
    Files.writeString(file, "{\"update\":{\"links\":[{\"plan\"", StandardOpenOption.APPEND);

    try (LogStore second = new LogStore(file)) {
      second.commit(StoreUpdate.under(List.of()).put(link("2")).build());
    }
    try (LogStore third = new LogStore(file)) {
      assertThat(third.links("shop", "order", Side.LEFT, List.of("1", "2"))).hasSize(2);
    }
  }

  private static LinkRow link(String id) {
    return new LinkRow("shop", "order", id, id, id, 0, new byte[] {1});
  }
}
