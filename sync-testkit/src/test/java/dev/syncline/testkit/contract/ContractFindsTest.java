package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.Change;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What the contract is for: each bent connector is found by the proof that is about it. */
class ContractFindsTest {

  static final String SECRET = "pa55word";

  private static <S> void prove(
      List<Proof<S>> proofs,
      String column,
      S of,
      UnaryOperator<Connector> bend,
      Optional<Hooks> hooks)
      throws Exception {
    prove(new MemoryGround(), proofs, column, of, bend, hooks);
  }

  private static <S> void prove(
      MemoryGround good,
      List<Proof<S>> proofs,
      String column,
      S of,
      UnaryOperator<Connector> bend,
      Optional<Hooks> hooks)
      throws Exception {
    BentGround ground = new BentGround(good, bend.apply(good.connector()), hooks);
    Workbench bench = new Workbench(ground, MemoryGround.samples(), Values.usual());
    Proof<S> proof =
        proofs.stream().filter(each -> each.column().equals(column)).findFirst().orElseThrow();
    proof.body().prove(bench, of);
  }

  private static Sample customer() {
    return MemoryGround.samples().stream()
        .filter(sample -> sample.type().equals(Customer.TYPE))
        .findFirst()
        .orElseThrow();
  }

  private static void found(List<Proof<Sample>> by, String column, UnaryOperator<Connector> bend) {
    assertThatCode(() -> prove(by, column, customer(), each -> each, Optional.empty()))
        .as("the good one passes")
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> prove(by, column, customer(), bend, Optional.empty()))
        .isInstanceOf(AssertionError.class);
  }

  private static void ofAccount(String column, UnaryOperator<Connector> bend) {
    assertThatThrownBy(() -> prove(AccountProofs.ALL, column, "", bend, Optional.empty()))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void resultsInAnotherOrder() {
    ofAccount(
        "order",
        good ->
            new BentConnector(good) {
              @Override
              public List<WriteResult> write(List<Write> writes) {
                List<WriteResult> results = new ArrayList<>(super.write(writes));
                Collections.reverse(results);
                return results;
              }
            });
  }

  @Test
  void aPackedListThatLacksAWrite() {
    ofAccount(
        "packing",
        good ->
            new BentConnector(good) {
              @Override
              public List<List<Write>> pack(List<Write> writes) {
                return writes.size() < 5
                    ? super.pack(writes)
                    : super.pack(writes.subList(1, writes.size()));
              }
            });
  }

  @Test
  void requestsThatAreNotCounted() {
    ofAccount(
        "requests",
        good ->
            new BentConnector(good) {
              @Override
              public long requests() {
                return super.requests() / 2;
              }
            });
  }

  @Test
  void aSecretInAMessage() {
    ofAccount(
        "wrong credentials",
        good ->
            new BentConnector(good) {
              @Override
              public ConnectionCheck check() {
                throw new AuthenticationFailed(
                    new Account("memory", "acme"), "check", "the password " + SECRET + " is wrong");
              }
            });
  }

  @Test
  void anUpdateThatTouchesMoreThanItsDelta() {
    found(
        WriteProofs.ALL,
        "updates",
        good ->
            new BentConnector(good) {
              @Override
              public List<WriteResult> write(List<Write> writes) {
                return super.write(writes.stream().map(ContractFindsTest::clearing).toList());
              }
            });
  }

  private static Write clearing(Write write) {
    if (write instanceof Write.Update update && !update.delta().knows(Customer.NAME)) {
      return new Write.Update(
          update.key(),
          update.held(),
          update.delta().cleared(Customer.NAME),
          update.expectedVersion());
    }
    return write;
  }

  @Test
  void aLostCreateThatIsNotFoundAgain() {
    found(
        GuardProofs.ALL,
        "lost answer",
        good ->
            new BentConnector(good) {
              @Override
              public List<Located> locate(List<Write.Create> creates) {
                return creates.stream().<Located>map(each -> new Located.Absent()).toList();
              }
            });
  }

  @Test
  void aRepeatedCreateThatMakesASecondOne() {
    int[] attempt = {0};
    found(
        GuardProofs.ALL,
        "repeat",
        good ->
            new BentConnector(good) {
              @Override
              public List<WriteResult> write(List<Write> writes) {
                return super.write(
                    writes.stream().map(each -> renamed(each, ++attempt[0])).toList());
              }
            });
  }

  private static Write renamed(Write write, int attempt) {
    var key = write.key();
    return write instanceof Write.Create create
        ? new Write.Create(
            new dev.syncline.connector.OperationKey(
                key.plan(), key.flow(), key.source(), attempt, key.kind()),
            create.wanted())
        : write;
  }

  @Test
  void anIdThatIsNotAnswered() {
    found(
        ReadProofs.ALL,
        "reads answer",
        good ->
            new BentConnector(good) {
              @Override
              public EntityPort port(EntityType type) {
                return onlyFound(super.port(type));
              }
            });
  }

  private static EntityPort onlyFound(EntityPort good) {
    return new EntityPort() {
      @Override
      public dev.syncline.connector.Capabilities capabilities() {
        return good.capabilities();
      }

      @Override
      public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
        Map<String, Reading> found = new LinkedHashMap<>(good.read(ids, wanted));
        found.values().removeIf(each -> !(each instanceof Reading.Found));
        return found;
      }

      @Override
      public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
        return good.find(keys, wanted);
      }
    };
  }

  private static UnaryOperator<Connector> showing(UnaryOperator<Feed.Page> bent) {
    return good ->
        new BentConnector(good) {
          @Override
          public List<Feed> feeds() {
            return super.feeds().stream().map(feed -> bentFeed(feed, bent)).toList();
          }
        };
  }

  private static Feed bentFeed(Feed good, UnaryOperator<Feed.Page> bent) {
    return new Feed() {
      @Override
      public String name() {
        return good.name();
      }

      @Override
      public Set<EntityType> types() {
        return good.types();
      }

      @Override
      public Cursor start(StartAt at) {
        return good.start(at);
      }

      @Override
      public Session open(Cursor from, FieldSet wanted) {
        Session session = good.open(from, wanted);
        return () -> session.next().map(bent);
      }
    };
  }

  @Test
  void aFeedThatShowsSomethingTwice() {
    found(
        FeedProofs.ALL,
        "feed, beginning",
        showing(
            page -> {
              List<Change> twice = new ArrayList<>(page.changes());
              twice.addAll(page.changes());
              return new Feed.Page(twice, page.after(), page.total(), page.last(), page.whole());
            }));
  }

  @Test
  void aCursorThatJumpsOverTheMomentOfItsLook() {
    found(
        FeedProofs.ALL,
        "feed, edge",
        showing(
            page -> {
              String[] parts = page.after().text().split(",");
              String later = Long.toString(Long.parseLong(parts[1]) + 1);
              Cursor jumping = new Cursor(later + "," + later);
              return new Feed.Page(
                  page.changes(), jumping, page.total(), page.last(), page.whole());
            }));
  }

  private static void ofWebhooks(String column, ToyHooks hooks) throws Exception {
    UnaryOperator<Connector> having =
        good ->
            new BentConnector(good) {
              @Override
              public Optional<WebhookPort> webhooks() {
                return Optional.of(hooks);
              }
            };
    prove(WebhookProofs.ALL, column, "", having, Optional.of(hooks));
  }

  @Test
  void goodWebhooksPassAndNoneAreNotDeclared() {
    for (Proof<String> proof : WebhookProofs.ALL) {
      assertThatCode(() -> ofWebhooks(proof.column(), new ToyHooks())).doesNotThrowAnyException();
      assertThatThrownBy(
              () ->
                  prove(
                      MemoryGround.withoutWebhooks(),
                      WebhookProofs.ALL,
                      proof.column(),
                      "",
                      good -> good,
                      Optional.empty()))
          .isInstanceOf(TestAbortedException.class);
    }
  }

  @Test
  void aTokenOfWhichTheBeginningWillDo() {
    ToyHooks bent =
        new ToyHooks() {
          @Override
          boolean authentic(String token) {
            return (token.length() > 6 && token().startsWith(token)) || super.authentic(token);
          }
        };
    assertThatThrownBy(() -> ofWebhooks("forged", bent)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aWebhookThatThrows() {
    ToyHooks bent =
        new ToyHooks() {
          @Override
          public Decoded decode(WebhookRequest request) {
            return request.text().startsWith("%") ? failed() : super.decode(request);
          }

          private Decoded failed() {
            throw new IllegalArgumentException("no escape");
          }
        };
    assertThatThrownBy(() -> ofWebhooks("garbage", bent))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSampleWithoutAnotherValue() {
    Sample bare =
        Sample.of(
            dev.syncline.model.Category.TYPE,
            (bench, n) ->
                Entity.of(dev.syncline.model.Category.TYPE, "")
                    .with(dev.syncline.model.Category.NAME, "C" + n));
    assertThatThrownBy(
            () -> prove(WriteProofs.ALL, "updates", bare, each -> each, Optional.empty()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("category.parent");
  }
}
