package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.Flow;
import dev.syncline.PlanNotReady;
import dev.syncline.SyncPlan;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.Change;
import dev.syncline.connector.Connector;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Storm;
import dev.syncline.testkit.fake.StormServer;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bad weather over a real socket, for connectors that read and write products: every {@link Storm}
 * ends a call with an error that names account, entity and call, loses nothing and leaves nothing
 * half written.
 *
 * <p>A subclass gives a fake and a connector to it, and says what a call that writes fails with.
 *
 * @since 0.1
 */
public abstract class StormContract {

  private static final String SECRET = "kept-out-of-everything";
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final VirtualTime time = new VirtualTime();
  private final MemoryConnector other =
      MemoryConnector.named("other", time)
          .with(MemoryType.of(Product.TYPE, Product.NAME, Product.SKU))
          .build();
  private final TestEngine engine = TestEngine.on(time, new InMemoryLinkStore());
  private final List<Connector> opened = new ArrayList<>();
  private StormServer server;

  /** For subclasses. */
  protected StormContract() {}

  /** The clock of the fake and of the connectors. */
  protected final VirtualTime time() {
    return time;
  }

  /** The fake, always the same one. */
  protected abstract FakeSystem system();

  /** A new connector to the fake, whose calls last so long at most. */
  protected abstract Connector connector(URI base, Duration longest);

  /** What the calls carry and nobody may see. */
  protected abstract String credential();

  /** How many bytes of an answer the connector takes at most. */
  protected abstract long largestAnswer();

  /** A person makes a product of this name and number in the vendor's program. */
  protected abstract void add(String name, String sku);

  /** The numbers of all products that the vendor has. */
  protected abstract List<String> skus();

  /** What a call that reads fails with. */
  private static Class<? extends ConnectorException> ofRead(Storm storm) {
    return switch (storm) {
      case LOGIN_PAGE -> AuthenticationFailed.class;
      case DOWN, DOWN_FOR_A_WHILE, BROKEN_OFF, TRICKLE -> Unavailable.class;
      case ENDLESS -> TooLarge.class;
      default -> ProtocolBroken.class;
    };
  }

  /** What a call that writes fails with; unless said otherwise it may have been done. */
  protected Class<? extends ConnectorException> ofWrite(Storm storm) {
    return storm == Storm.LOGIN_PAGE ? AuthenticationFailed.class : OutcomeUnknown.class;
  }

  /**
   * Whether a write that is answered so has an unknown result in place of an error; unless said
   * otherwise it has not.
   */
  protected boolean isUntold(Storm storm) {
    return false;
  }

  @BeforeEach
  void serve() throws IOException {
    Path file = Files.writeString(folder.resolve("outer.txt"), SECRET);
    server = new StormServer(system(), file.toUri());
  }

  @AfterEach
  void close() {
    engine.close();
    opened.forEach(Connector::close);
    server.close();
  }

  private Connector connector(Storm storm) {
    Connector connector = connector(server.base(), storm == Storm.TRICKLE ? SHORT : LONG);
    opened.add(connector);
    return connector;
  }

  private void add(int from, int to) {
    for (int each = from; each < to; each++) {
      add("Mug " + each, "SKU-" + each);
    }
  }

  private static boolean isProducts(FakeRequest request) {
    return request.path().contains("/products");
  }

  private static boolean isPost(FakeRequest request) {
    return request.method().equals("POST") && isProducts(request);
  }

  private static List<String> shown(Feed feed, Cursor from) {
    List<String> ids = new ArrayList<>();
    try (Feed.Session session = feed.open(from, FieldSet.of(Product.NAME, Product.SKU))) {
      for (Optional<Feed.Page> page = session.next();
          page.isPresent();
          page = page.get().last() ? Optional.empty() : session.next()) {
        page.get().changes().stream().map(Change::id).forEach(ids::add);
      }
    }
    return ids;
  }

  private void isClear(Connector connector, ConnectorException failed, Storm storm) {
    assertThat(failed.account()).isEqualTo(connector.account());
    assertThat(failed.call()).contains("product");
    assertThat(failed)
        .hasMessageContaining(connector.account().id())
        .hasMessageContaining(failed.call())
        .hasMessageNotContaining(SECRET)
        .hasMessageNotContaining(credential());
    assertThat(server.fetched()).isZero();
    // What is behind the limit is the client hanging up; without one it would be a gigabyte.
    assertThat(server.sent()).isLessThan(server.struck() * (largestAnswer() + (192L << 20)));
    if (failed instanceof Unavailable away && storm == Storm.DOWN_FOR_A_WHILE) {
      assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @ParameterizedTest
  @EnumSource(Storm.class)
  void aLookAtAFeedFailsByNameAndGoesOnWhereItStood(Storm storm) {
    add(0, 3);
    Connector connector = connector(storm);
    connector.check();
    Feed feed =
        connector.feeds().stream()
            .filter(each -> each.types().contains(Product.TYPE))
            .findFirst()
            .orElseThrow();
    Cursor from = feed.start(new Feed.StartAt.Beginning());
    server.blow(storm, StormContract::isProducts);
    ConnectorException failed =
        catchThrowableOfType(ConnectorException.class, () -> shown(feed, from));
    assertThat(failed).isInstanceOf(ofRead(storm));
    isClear(connector, failed, storm);
    server.clear();
    time.advance(Duration.ofMinutes(1));
    assertThat(shown(feed, from)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Storm.class)
  void aWriteFailsByNameAndIsFoundOrNotThere(Storm storm) {
    Connector connector = connector(storm);
    connector.check();
    Write.Create create =
        new Write.Create(
            new OperationKey("weather", "product", "1", 1, "create"),
            Entity.of(Product.TYPE, "").with(Product.NAME, "Mug").with(Product.SKU, "MUG"));
    server.blow(storm, StormContract::isPost);
    if (isUntold(storm)) {
      assertThat(connector.write(List.of(create))).containsExactly(new WriteResult.Unknown());
    } else {
      ConnectorException failed =
          catchThrowableOfType(ConnectorException.class, () -> connector.write(List.of(create)));
      assertThat(failed).isInstanceOf(ofWrite(storm));
      isClear(connector, failed, storm);
    }
    assertThat(server.struck()).isEqualTo(1);
    boolean handled = storm == Storm.CUT || storm == Storm.BROKEN_OFF;
    assertThat(skus()).hasSize(handled ? 1 : 0);
  }

  private SyncPlan plan(Connector connector, boolean out) {
    FieldRules rules = FieldRules.of(Product.TYPE);
    return SyncPlan.named("weather")
        .between(connector, other)
        .flow(
            out
                ? Flow.of(Product.TYPE)
                    .toRight()
                    .fields(rules.toRight(Product.NAME, Product.SKU))
                    .matchBy(Product.SKU)
                : Flow.of(Product.TYPE)
                    .toLeft()
                    .fields(rules.toLeft(Product.NAME, Product.SKU))
                    .matchBy(Product.SKU))
        .build();
  }

  @ParameterizedTest
  @EnumSource(Storm.class)
  void aRunAfterTheStormBringsWhatTheStormHeldUpOnce(Storm storm) {
    SyncPlan plan = plan(connector(storm), true);
    add(0, 3);
    engine.runAfter(Duration.ofMinutes(10), plan);
    assertThat(other.entities(Product.TYPE)).hasSize(3);
    add(3, 6);
    server.blow(storm, request -> true);
    Throwable stopped = catchThrowable(() -> engine.runAfter(Duration.ofMinutes(10), plan));
    assertThat(stopped).isInstanceOfAny(ConnectorException.class, PlanNotReady.class);
    assertThat(other.entities(Product.TYPE)).hasSize(3);
    server.blow(storm, StormContract::isProducts);
    engine.runAfter(Duration.ofHours(2), plan);
    assertThat(other.entities(Product.TYPE)).hasSize(3);
    assertThat(server.fetched()).isZero();
    server.clear();
    engine.runAfter(Duration.ofHours(2), plan);
    assertThat(other.entities(Product.TYPE))
        .extracting(each -> each.require(Product.SKU))
        .containsExactlyInAnyOrder("SKU-0", "SKU-1", "SKU-2", "SKU-3", "SKU-4", "SKU-5");
    assertThat(engine.failures(plan)).isEmpty();
  }

  /** A page that asks for a login comes before anything is done. */
  @ParameterizedTest
  @EnumSource(value = Storm.class, mode = EnumSource.Mode.EXCLUDE, names = "LOGIN_PAGE")
  void whatWasWrittenInAStormIsThereOnceAfterIt(Storm storm) {
    SyncPlan plan = plan(connector(storm), false);
    for (int each = 0; each < 4; each++) {
      Entity mug = Entity.of(Product.TYPE, "").with(Product.NAME, "Mug " + each);
      other.user().add(mug.with(Product.SKU, "SKU-" + each));
    }
    server.blowBehind(storm, StormContract::isPost);
    engine.runAfter(Duration.ofMinutes(10), plan);
    server.blow(storm, StormContract::isPost);
    engine.runAfter(Duration.ofMinutes(10), plan);
    server.clear();
    engine.runAfter(Duration.ofHours(2), plan);
    engine.runAfter(Duration.ofHours(2), plan);
    assertThat(skus()).containsExactlyInAnyOrder("SKU-0", "SKU-1", "SKU-2", "SKU-3");
    assertThat(engine.failures(plan)).isEmpty();
  }
}
