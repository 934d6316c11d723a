package dev.syncline.testkit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.CredentialStore;
import dev.syncline.connector.Credentials;
import dev.syncline.connector.InMemoryCredentialStore;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.RotatingCredentials;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.Unavailable;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.simulation.SimulatedRuntime;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** H14: each renewal kills the pair before; two nodes, and a death in between. */
@Timeout(60)
class H14CredentialsTest {

  private static final Account ACCOUNT = new Account("portal", "acme");
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Credentials INSTALLED = Credentials.of("secret-0");

  private final VirtualTime time = new VirtualTime();
  private final Vendor vendor = new Vendor();
  private final Host host = new Host();

  /** Takes one pair at a time. */
  private static class Vendor {
    private Credentials living = INSTALLED;
    private int renewals;

    Credentials renew(Credentials old) {
      accept(old);
      living = Credentials.of("secret-" + ++renewals);
      return living;
    }

    void accept(Credentials used) {
      if (!used.equals(living)) {
        throw new AuthenticationFailed(ACCOUNT, "token", "the token is refused");
      }
    }
  }

  private static class Host implements CredentialStore {
    private final InMemoryCredentialStore kept =
        new InMemoryCredentialStore().put(ACCOUNT, INSTALLED);
    private final List<Credentials> puts = new ArrayList<>();
    private boolean fails;

    @Override
    public Optional<Credentials> read(Account account) {
      return kept.read(account);
    }

    @Override
    public boolean replace(Account account, Credentials old, Credentials fresh) {
      if (fails) {
        throw new IllegalStateException("cannot store " + fresh.text());
      }
      puts.add(fresh);
      return kept.replace(account, old, fresh);
    }

    Credentials now() {
      return kept.read(ACCOUNT).orElseThrow();
    }
  }

  private RotatingCredentials node(TimeSource clock, CredentialStore store) {
    return new RotatingCredentials(ACCOUNT, store, clock, LONGEST);
  }

  private RotatingCredentials node() {
    return node(time, host);
  }

  private Credentials renewed(RotatingCredentials node, UnaryOperator<Credentials> renewal) {
    return node.renewed(node.current(), renewal);
  }

  @Test
  void twoNodesAtOnceRenewOnceAndBothGoOn() {
    for (long seed = 0; seed < 100; seed++) {
      SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
      Vendor slow = new Vendor();
      Host shared = new Host();
      List<Credentials> used = new ArrayList<>();
      for (String name : List.of("run", "settings screen", "another run")) {
        RotatingCredentials node = node(runtime, handingOver(runtime, shared));
        runtime.spawn(name, () -> used.add(renewedSlowly(runtime, slow, node)));
      }
      runtime.run();

      assertThat(slow.renewals).as("seed %s", seed).isEqualTo(1);
      assertThat(used).as("seed %s", seed).hasSize(3).containsOnly(slow.living);
      assertThat(shared.now()).isEqualTo(slow.living);
    }
  }

  private static Credentials renewedSlowly(
      SimulatedRuntime runtime, Vendor vendor, RotatingCredentials node) {
    return node.renewed(
        INSTALLED,
        old -> {
          slowly(runtime);
          Credentials fresh = vendor.renew(old);
          slowly(runtime);
          return fresh;
        });
  }

  private static void slowly(SimulatedRuntime runtime) {
    try {
      runtime.sleep(Duration.ofMillis(700));
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static CredentialStore handingOver(SimulatedRuntime runtime, CredentialStore store) {
    return new CredentialStore() {
      @Override
      public Optional<Credentials> read(Account account) {
        runtime.yieldPoint("read credentials");
        return store.read(account);
      }

      @Override
      public boolean replace(Account account, Credentials old, Credentials fresh) {
        runtime.yieldPoint("replace credentials");
        return store.replace(account, old, fresh);
      }
    };
  }

  @Test
  void aNodeThatComesLaterTakesWhatTheOtherBrought() {
    RotatingCredentials late = node();
    Credentials dead = late.current();
    Credentials fresh = renewed(node(), vendor::renew);

    assertThat(late.renewed(dead, vendor::renew)).isEqualTo(fresh);
    assertThat(vendor.renewals).isEqualTo(1);
  }

  @Test
  void freshCredentialsAreKeptBeforeTheyAreUsed() {
    Credentials fresh = renewed(node(), vendor::renew);
    assertThat(host.now()).isEqualTo(fresh);
    assertThat(node().current()).isEqualTo(fresh);
  }

  @Test
  void aDeathBetweenRenewalAndKeepingIsSaidToNeedANewInstallation() {
    RotatingCredentials dying = node();
    assertThatThrownBy(
            () ->
                renewed(
                    dying,
                    old -> {
                      vendor.renew(old);
                      throw new MemoryFault.Killed("renewal");
                    }))
        .isInstanceOf(MemoryFault.Killed.class);
    Instant died = time.now();
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> renewed(node(), vendor::renew))
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageContaining("install the application again")
          .hasMessageContaining(died.toString())
          .hasMessageNotContaining("secret");
    }

    host.kept.put(ACCOUNT, vendor.living);
    RotatingCredentials installedAnew = node();
    vendor.accept(installedAnew.current());
    vendor.accept(renewed(installedAnew, vendor::renew));
  }

  @Test
  void aDeathBeforeTheCallCostsAWaitOnly() {
    assertThatThrownBy(
            () ->
                renewed(
                    node(),
                    old -> {
                      throw new MemoryFault.Killed("before the renewal");
                    }))
        .isInstanceOf(MemoryFault.Killed.class);
    Instant died = time.now();
    vendor.accept(renewed(node(), vendor::renew));
    assertThat(Duration.between(died, time.now())).isBetween(LONGEST, LONGEST.plusSeconds(1));
    assertThat(host.now()).isEqualTo(vendor.living);
  }

  @Test
  void anUnansweredRenewalIsTriedAgainAtOnceAndRememberedIfItWasDone() {
    Instant began = time.now();
    assertThatThrownBy(
            () ->
                renewed(
                    node(),
                    old -> {
                      vendor.renew(old);
                      throw new Unavailable(ACCOUNT, "token", "no answer", Duration.ZERO);
                    }))
        .isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> renewed(node(), vendor::renew))
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("never finished")
        .hasMessageContaining(began.toString());
    assertThat(time.now()).isEqualTo(began);
  }

  @Test
  void whoeverTriesAgainAndIsNotAnsweredEitherDoesNotHideWhenItBegan() {
    Instant began = time.now();
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(
              () ->
                  renewed(
                      node(),
                      old -> {
                        throw new Unavailable(ACCOUNT, "token", "no answer", Duration.ZERO);
                      }))
          .isInstanceOf(Unavailable.class);
      time.advance(Duration.ofHours(1));
    }
    vendor.living = Credentials.of("what the first one brought");
    assertThatThrownBy(() -> renewed(node(), vendor::renew))
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("begun at " + began);
  }

  @Test
  void aPlainRefusalAndACallThatNeverLeftLeaveNoMark() {
    assertThatThrownBy(
            () ->
                renewed(
                    node(),
                    old -> {
                      throw new QuotaExhausted(ACCOUNT, "token", "quota", time.now());
                    }))
        .isInstanceOf(QuotaExhausted.class);
    assertThat(host.now()).isEqualTo(INSTALLED);

    vendor.living = Credentials.of("of another installation");
    assertThatThrownBy(() -> renewed(node(), vendor::renew))
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("the token is refused");
    assertThat(host.now()).isEqualTo(INSTALLED);
  }

  @Test
  void whoWasTakenForDeadTakesWhatTheOtherBroughtOrKeepsItsOwn() {
    RotatingCredentials slow = node();
    Credentials theirs =
        renewed(
            slow,
            old -> {
              time.advance(LONGEST.plusSeconds(1));
              renewed(node(), vendor::renew);
              return vendor.renew(old);
            });
    assertThat(theirs).isEqualTo(vendor.living);

    RotatingCredentials slower = node();
    Credentials own =
        renewed(
            slower,
            old -> {
              Credentials fresh = vendor.renew(old);
              time.advance(LONGEST.plusSeconds(1));
              assertThat(catchThrowable(() -> renewed(node(), vendor::renew)))
                  .isInstanceOf(AuthenticationFailed.class);
              return fresh;
            });
    assertThat(own).isEqualTo(vendor.living).isEqualTo(host.now());
  }

  @Test
  void aStoreThatFailsKeepsTheFreshOnesFromBeingUsedNotFromBeingKeptLater() {
    RotatingCredentials node = node();
    UnaryOperator<Credentials> renewal =
        old -> {
          host.fails = true;
          return vendor.renew(old);
        };
    assertThatThrownBy(() -> renewed(node, renewal))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("IllegalStateException")
        .hasMessageNotContaining("secret")
        .hasNoCause();
    assertThatThrownBy(node::current).isInstanceOf(Unavailable.class);

    host.fails = false;
    assertThat(node.current()).isEqualTo(vendor.living).isEqualTo(host.now());
    assertThat(vendor.renewals).isEqualTo(1);
  }

  @Test
  void whatIsInstalledAnewMeanwhileIsNotOverwritten() {
    Credentials installed = Credentials.of("installed by hand");
    Credentials used =
        renewed(
            node(),
            old -> {
              host.kept.put(ACCOUNT, installed);
              return vendor.renew(old);
            });
    assertThat(used).isEqualTo(installed).isEqualTo(host.now());
  }

  @Test
  void nothingSaysASecret() {
    RotatingCredentials node = node();
    renewed(node, vendor::renew);
    assertThat(List.of(node, node.current(), host.kept, host.puts).toString())
        .contains("credentials")
        .doesNotContain("secret");
  }

  @Test
  void anAccountWithoutCredentialsIsToldToBeInstalled() {
    RotatingCredentials nobody = node(time, new InMemoryCredentialStore());
    assertThatThrownBy(nobody::current)
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("install");
  }
}
