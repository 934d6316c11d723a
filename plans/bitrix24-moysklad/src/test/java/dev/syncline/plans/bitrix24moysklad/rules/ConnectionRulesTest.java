package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.PlanCheck;
import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.bitrix24.BitrixTokens;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.Account;
import dev.syncline.connector.Connector;
import dev.syncline.connector.CredentialStore;
import dev.syncline.connector.Credentials;
import dev.syncline.model.Customer;
import dev.syncline.plans.bitrix24moysklad.Language;
import dev.syncline.plans.bitrix24moysklad.PlanTexts;
import dev.syncline.testkit.Rule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connecting both accounts, and who the engine works as. */
class ConnectionRulesTest {

  private static final String SECRET = "s3kr3tV4lu3";

  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  @Rule("B-010")
  void theLoginAndPasswordOfAnAdministratorConnectTheAccount() {
    desk.portal.company("Acme");
    try (Connector right =
        desk.moysklad(more -> more.login(desk.stock.fake.login(), desk.stock.fake.password()))) {
      assertThat(desk.engine().check(desk.plan(desk.left, right)).problems()).isEmpty();
      assertThat(desk.engine().run(desk.plan(desk.left, right)).clean()).isTrue();
    }
    assertThat(Stock.names(desk.stock.fake.counterparties())).containsExactly("Acme");
  }

  @Test
  @Rule("B-012")
  void aWrongPasswordIsSaidToBeWrongAndNothingIsKeptOfIt() {
    try (Connector right = desk.moysklad(more -> more.login(desk.stock.fake.login(), SECRET))) {
      PlanProblem problem = refused(right);
      assertThat(problem.code()).isEqualTo("AUTHENTICATION_FAILED");
      assertThat(problem.text()).contains("login and password");
    }
  }

  @Test
  @Rule({"B-012", "B-014"})
  void anEmployeeWithoutTheRightsOfAnAdministratorIsRefusedByNameOfTheRight() {
    String password = desk.stock.fake.clerkPassword();
    try (Connector right =
        desk.moysklad(more -> more.login(desk.stock.fake.clerkLogin(), password))) {
      PlanProblem problem = refused(right);
      assertThat(problem.code()).isEqualTo("MS_NOT_ADMIN");
      assertThat(problem.setting()).isEqualTo("administrator");
      assertThat(problem.remedy()).contains("Employees");
    }
  }

  @Test
  @Rule("B-012")
  void aTariffWithoutTheApiIsSaidToBeTheCause() {
    desk.stock.fake.tariff(false);
    try (Connector right = desk.moysklad(more -> more)) {
      PlanProblem problem = refused(right);
      assertThat(problem.code()).isEqualTo("MS_NO_PAID_ACCESS");
      assertThat(problem.remedy()).contains("tariff");
    }
  }

  @Test
  @Rule("B-013")
  void aTokenServesInPlaceOfThePasswordAndIsNeitherKeptNorShown() {
    desk.portal.company("Acme");
    String token = desk.stock.fake.token();
    try (Connector right = desk.moysklad(more -> more.token(token).account("shop"))) {
      SyncPlan plan = desk.plan(desk.left, right);
      assertThat(desk.engine().run(plan).clean()).isTrue();
      assertThat(right.toString() + plan + desk.engine().check(plan)).doesNotContain(token);
    }
    assertThat(Stock.names(desk.stock.fake.counterparties())).containsExactly("Acme");
    desk.stock.fake.token();
    try (Connector right = desk.moysklad(more -> more.token(token).account("shop"))) {
      PlanCheck check = desk.engine().check(desk.plan(desk.left, right));
      assertThat(check.problems()).extracting(PlanProblem::setting).containsOnly("credentials");
      assertThat(check.toString()).contains("token").doesNotContain(token);
    }
  }

  /** Checking and running both say one problem; nothing moves, and nothing is kept. */
  private PlanProblem refused(Connector right) {
    desk.portal.company("Acme");
    Map<String, Object> before = desk.everything();
    SyncPlan plan = desk.plan(desk.left, right);
    PlanCheck check = desk.engine().check(plan);
    PlanNotReady refused = catchThrowableOfType(PlanNotReady.class, () -> desk.engine().run(plan));

    assertThat(refused.check().problems()).isEqualTo(check.problems());
    assertThat(check.problems()).hasSize(1);
    PlanProblem problem = check.problems().get(0);
    assertThat(problem.account()).isEqualTo("moysklad:shop");
    assertThat(problem.remedy()).isNotBlank();
    assertThat(check.toString() + refused)
        .doesNotContain(SECRET)
        .doesNotContain(desk.stock.fake.clerkPassword());
    assertThat(desk.everything()).isEqualTo(before);
    assertThat(desk.keepsLinks(Customer.TYPE)).isFalse();
    assertThat(desk.store.scanEntries(Desk.PLAN, "cursor", "", 1)).isEmpty();
    assertThat(desk.store.entries("moysklad:shop", "pairing", List.of("partner"))).isEmpty();
    return problem;
  }

  @Test
  @Rule("B-016")
  void aWebhookOfSomebodyWhoIsNoAdministratorStartsNothing() {
    try (Connector left =
        desk.portal
            .fake
            .wired(BitrixConnector.webhook(desk.portal.fake.limitedWebhookUrl()))
            .build()) {
      PlanCheck check = desk.engine().check(desk.plan(left, desk.right));
      assertThat(check.problems())
          .anySatisfy(
              problem -> {
                assertThat(problem.code()).isEqualTo("B24_USER_MISSING");
                assertThat(problem.setting()).isEqualTo("administrator");
                assertThat(PlanTexts.of(Language.RU).problem(problem).text())
                    .contains(left.account().key());
              });
    }
  }

  @Test
  @Rule("B-016")
  void runsPauseWhenTheUserIsDismissedUntilAnotherAdministratorGrantsTheAccess() {
    Kept tokens = new Kept(desk.portal.fake, 1);
    try (Connector app = app(tokens)) {
      SyncPlan plan = desk.plan(app, desk.right);
      assertThat(desk.engine().run(plan).clean()).isTrue();

      desk.portal.company("Acme");
      desk.portal.fake.dismiss(1);
      pauses(plan);

      desk.portal.fake.makeAdministrator(2);
      tokens.grantedBy(2);
      assertThat(desk.engine().run(plan).clean()).isTrue();
      assertThat(Stock.names(desk.stock.fake.counterparties())).containsExactly("Acme");
    }
  }

  @Test
  @Rule("B-016")
  void runsPauseWhenTheAppIsRevokedAndTokensAreRenewedByThemselvesOtherwise() {
    Kept tokens = new Kept(desk.portal.fake, 1);
    try (Connector app = app(tokens)) {
      SyncPlan plan = desk.plan(app, desk.right);
      assertThat(desk.engine().run(plan).clean()).isTrue();
      desk.time.advance(Duration.ofDays(2));
      assertThat(desk.engine().run(plan).clean()).isTrue();
      assertThat(desk.portal.fake.refreshes()).isEqualTo(1);

      desk.portal.company("Acme");
      desk.portal.fake.uninstall();
      pauses(plan);

      tokens.grantedBy(1);
      assertThat(desk.engine().run(plan).clean()).isTrue();
      assertThat(Stock.names(desk.stock.fake.counterparties())).containsExactly("Acme");
    }
  }

  private void pauses(SyncPlan plan) {
    Map<String, Object> before = desk.everything();
    PlanNotReady paused = catchThrowableOfType(PlanNotReady.class, () -> desk.engine().run(plan));
    assertThat(paused.check().problems())
        .extracting(PlanProblem::code)
        .containsExactly("B24_USER_MISSING");
    assertThat(desk.everything()).isEqualTo(before);
  }

  private Connector app(Kept tokens) {
    FakeBitrix24 fake = desk.portal.fake;
    return fake.wired(
            BitrixConnector.oauth(
                fake.base().toString(),
                fake.oauthApp().clientId(),
                fake.oauthApp().clientSecret(),
                tokens))
        .lag(Duration.ZERO)
        .build();
  }

  /** The host's keeping of tokens. */
  private static final class Kept implements CredentialStore {

    private final FakeBitrix24 fake;
    private Credentials held;

    Kept(FakeBitrix24 fake, long user) {
      this.fake = fake;
      this.held = granted(user);
    }

    void grantedBy(long user) {
      held = granted(user);
    }

    private Credentials granted(long user) {
      JsonNode pair = fake.install(user);
      return new BitrixTokens(
              pair.path("access_token").asText(),
              pair.path("refresh_token").asText(),
              URI.create(pair.path("server_endpoint").asText()),
              pair.path("member_id").asText())
          .credentials();
    }

    @Override
    public Optional<Credentials> read(Account account) {
      return Optional.of(held);
    }

    @Override
    public boolean replace(Account account, Credentials old, Credentials fresh) {
      boolean mine = held.equals(old);
      held = mine ? fresh : held;
      return mine;
    }
  }
}
