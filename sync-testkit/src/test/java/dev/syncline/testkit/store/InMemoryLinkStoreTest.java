package dev.syncline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import org.junit.jupiter.api.Test;

class InMemoryLinkStoreTest extends LinkStoreContract {

  @Override
  protected LinkStore fresh() {
    return new InMemoryLinkStore();
  }

  @Test
  void itDoesNotPretendToSurviveTheProcess() {
    assertThat(fresh().durable()).isFalse();
  }
}
