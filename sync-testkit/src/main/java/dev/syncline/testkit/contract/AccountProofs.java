package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Quota;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.fake.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a connector says of its account, and how it counts. */
final class AccountProofs {

  private static final int THREADS = 4;
  private static final int ROUNDS = 5;

  static final List<Proof<String>> ALL =
      List.of(
          Proof.of(
              "identity", "who it is is known before any call", AccountProofs::knownBeforehand),
          Proof.of(
              "check",
              "a check is cheap, finds nothing wrong and says as whom",
              AccountProofs::check),
          Proof.of(
              "wrong credentials",
              "refused credentials name the account, the setting and no secret",
              AccountProofs::refused),
          Proof.of(
              "missing rights",
              "a missing right is a problem with code, setting, text and remedy",
              AccountProofs::limited),
          Proof.of(
              "other types", "a type that it does not have is refused", AccountProofs::otherTypes),
          Proof.of(
              "dictionaries", "codes are distinct and have names", AccountProofs::dictionaries),
          Proof.of("quota", "limits are told, used up and saved", AccountProofs::quota),
          Proof.of(
              "requests", "every exchange is counted, failed ones too", AccountProofs::requests),
          Proof.of(
              "parallel", "parallel reads show what sequential ones do", AccountProofs::parallel),
          Proof.of(
              "packing",
              "packing loses, doubles and reorders nothing and keeps to the batch size",
              AccountProofs::packing),
          Proof.of(
              "order", "results stand in the order asked, whatever is mixed", AccountProofs::order),
          Proof.of("close", "closing never throws, not even twice", AccountProofs::close));

  private AccountProofs() {}

  private static void knownBeforehand(Workbench bench, String none) {
    Account account = bench.connector().account();
    assertThat(account.system()).matches("[a-z0-9-]+");
    bench.ground().secrets().forEach(each -> assertThat(account.key()).doesNotContain(each));
    assertThat(bench.connector().feeds()).extracting(feed -> feed.name()).doesNotHaveDuplicates();
    assertThat(bench.connector().requests()).isZero();
    assertThat(bench.ground().arrived()).isZero();
  }

  private static void check(Workbench bench, String none) {
    ConnectionCheck[] found = new ConnectionCheck[1];
    for (int at = 0; at < 2; at++) {
      assertThat(bench.cost(() -> found[0] = bench.connector().check()))
          .as("requests of a check")
          .isBetween(1L, (long) bench.ground().checkCost());
      assertThat(found[0].problems()).isEmpty();
      assertThat(found[0].actingAs()).isNotBlank();
    }
    bench.ground().secrets().forEach(s -> assertThat(found[0].toString()).doesNotContain(s));
  }

  private static void refused(Workbench bench, String none) {
    try (Connector wrong = bench.ground().refused()) {
      assertThatThrownBy(wrong::check)
          .isInstanceOfSatisfying(
              AuthenticationFailed.class,
              failed -> {
                Secrets.named(failed, wrong.account());
                assertThat(failed).hasMessageContaining(bench.ground().setting());
                Secrets.none(failed, bench.ground().secrets());
              });
      bench.ground().secrets().forEach(s -> assertThat(wrong.toString()).doesNotContain(s));
    }
    if (bench.ground().secrets().isEmpty()) {
      throw Proof.notDeclared("the system has no credentials to keep secret");
    }
  }

  private static void limited(Workbench bench, String none) {
    Connector limited =
        bench
            .ground()
            .limited()
            .orElseThrow(() -> Proof.notDeclared("the fake has no user without rights"));
    try (limited) {
      List<ConnectionCheck.Problem> problems = limited.check().problems();
      assertThat(problems).isNotEmpty();
      for (ConnectionCheck.Problem each : problems) {
        assertThat(each.code()).as("code of " + each).matches("[A-Z][A-Z0-9_]*");
        assertThat(List.of(each.setting(), each.text(), each.remedy())).doesNotContain("");
        bench.ground().secrets().forEach(s -> assertThat(each.toString()).doesNotContain(s));
      }
    }
  }

  private static void otherTypes(Workbench bench, String none) {
    EntityType unheard = new EntityType("unheard-of");
    assertThatThrownBy(() -> bench.connector().port(unheard))
        .isInstanceOf(IllegalArgumentException.class);
    bench
        .connector()
        .feeds()
        .forEach(feed -> assertThat(bench.connector().entityTypes()).containsAll(feed.types()));
  }

  private static void dictionaries(Workbench bench, String none) {
    bench.connector().check();
    Dictionaries all = bench.connector().dictionaries();
    if (all.names().isEmpty()) {
      throw Proof.notDeclared("no dictionaries");
    }
    for (String name : all.names()) {
      assertThat(all.codes(name)).as(name).extracting(each -> each.code()).doesNotHaveDuplicates();
      assertThat(all.codes(name)).as(name).allMatch(each -> !each.name().isBlank());
    }
    assertThat(all.codes("unheard-of")).isEmpty();
  }

  private static void quota(Workbench bench, String none) {
    Quota quota = bench.connector().quota();
    if (quota.windows().isEmpty()) {
      throw Proof.notDeclared("no limits");
    }
    assertThat(quota.windows()).extracting(each -> each.name()).doesNotHaveDuplicates();
    long before = quota.windows().stream().mapToLong(Quota.Window::used).sum();
    bench.connector().check();
    assertThat(quota.windows().stream().mapToLong(Quota.Window::used).sum()).isGreaterThan(before);
    for (Quota.Window window : quota.windows()) {
      assertThat(window.left()).as(window.name()).isBetween(0L, window.limit());
      assertThat(window.window()).as(window.name()).isPositive();
    }
    List<Quota.Saved> saved = quota.save();
    quota.restore(saved);
    assertThat(quota.save()).extracting(each -> each.name()).hasSameElementsAs(names(saved));
  }

  private static List<String> names(List<Quota.Saved> saved) {
    return saved.stream().map(Quota.Saved::name).toList();
  }

  private static void requests(Workbench bench, String none) {
    Connector connector = bench.connector();
    connector.check();
    same(bench);
    for (EntityType type : types(bench)) {
      Entity one = bench.make(bench.sample(type));
      bench.settle(type);
      bench.listing(type, one.id());
      same(bench);
      for (Fault fault : List.of(Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.SERVER_ERROR)) {
        if (bench.ground().weather().onNextRead(fault)) {
          Workbench.failure(() -> bench.reading(type, one.id()));
        }
      }
      same(bench);
    }
  }

  private static void same(Workbench bench) {
    assertThat(bench.connector().requests())
        .as("requests counted, and arrived at the fake")
        .isEqualTo(bench.ground().arrived());
  }

  static List<EntityType> types(Workbench bench) {
    List<EntityType> types = new ArrayList<>(bench.connector().entityTypes());
    types.sort(java.util.Comparator.comparing(EntityType::name));
    return types;
  }

  static List<EntityType> types(Workbench bench, Operation operation) {
    return types(bench).stream().filter(type -> bench.capabilities(type).can(operation)).toList();
  }

  private static void parallel(Workbench bench, String none) throws Exception {
    bench.connector().check();
    List<Callable<List<Object>>> tasks = new ArrayList<>();
    for (EntityType type : types(bench)) {
      List<String> ids = bench.make(bench.sample(type), 3);
      tasks.add(() -> List.of(bench.connector().port(type).read(ids, bench.everything())));
    }
    List<Object> alone = new ArrayList<>();
    for (Callable<List<Object>> each : tasks) {
      alone.add(each.call());
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        List<Future<List<Object>>> answers = threads.invokeAll(tasks);
        for (int at = 0; at < tasks.size(); at++) {
          assertThat(answers.get(at).get()).isEqualTo(alone.get(at));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void packing(Workbench bench, String none) {
    bench.connector().check();
    assertThat(bench.connector().pack(List.of())).isEmpty();
    Mixture mixture = Mixture.of(bench, 2 * bench.ground().batch() + 3);
    List<List<dev.syncline.connector.Write>> packs = bench.connector().pack(mixture.writes());
    List<dev.syncline.connector.Write> packed = packs.stream().flatMap(List::stream).toList();
    assertThat(packed).containsExactlyInAnyOrderElementsOf(mixture.writes());
    assertThat(packs)
        .allSatisfy(each -> assertThat(each).hasSizeBetween(1, bench.ground().batch()));
    for (EntityType type : types(bench)) {
      assertThat(packed.stream().filter(each -> kind(each, type)).toList())
          .as("creates of " + type)
          .isEqualTo(mixture.writes().stream().filter(each -> kind(each, type)).toList());
    }
  }

  private static boolean kind(dev.syncline.connector.Write write, EntityType type) {
    return write instanceof dev.syncline.connector.Write.Create && write.type().equals(type);
  }

  private static void order(Workbench bench, String none) {
    bench.connector().check();
    Mixture mixture = Mixture.of(bench, 21);
    mixture.isDone(bench, bench.write(mixture.writes()));
  }

  private static void close(Workbench bench, String none) {
    bench.connector().check();
    if (bench.ground().weather().onNextRead(Fault.LOST_BEFORE)) {
      EntityType type = Objects.requireNonNull(types(bench).get(0));
      Workbench.failure(() -> bench.connector().port(type).read(List.of("1"), bench.everything()));
    }
    assertThatCode(bench.connector()::close).doesNotThrowAnyException();
    assertThatCode(bench.connector()::close).doesNotThrowAnyException();
  }
}
