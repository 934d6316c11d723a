package dev.syncline.examples.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.PlanCheck;
import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.connector.Connector;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WrongCredentialsTest {

  private static final String WRONG = "falsch4711geheim";

  private Pair pair;
  private List<JsonNode> before;

  @BeforeEach
  void twoAccounts() {
    pair = Pair.of(60, 1);
    before = pair.everything();
  }

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  void aWrongPasswordNamesAccountSettingAndRemedyBeforeAnythingIsWritten() {
    Connector right = pair.account.connector(more -> more.login(pair.account.login(), WRONG));

    refused(pair.portal.connector(), right, "moysklad:shop", "password", WRONG);
  }

  @Test
  void aWrongTokenNamesAccountSettingAndRemedyBeforeAnythingIsWritten() {
    Connector right = pair.account.connector(more -> more.token(WRONG).account("shop"));

    refused(pair.portal.connector(), right, "moysklad:shop", "token", WRONG);
  }

  @Test
  void aWrongWebhookCodeNamesAccountSettingAndRemedyBeforeAnythingIsWritten() {
    String url = pair.portal.base() + "/rest/1/" + WRONG + "/";
    Connector left = pair.portal.wired(BitrixConnector.webhook(url)).build();

    refused(left, pair.account.connector(), left.account().toString(), "webhook", WRONG);
  }

  @Test
  void aWebhookOfAUserWithoutRightsNamesAccountRightAndRemedyBeforeAnythingIsWritten() {
    String url = pair.portal.limitedWebhookUrl();
    String code = url.replaceAll(".*/rest/7/|/$", "");
    Connector left = pair.portal.wired(BitrixConnector.webhook(url)).build();

    refused(left, pair.account.connector(), left.account().toString(), "catalog", code);
  }

  @Test
  void anEmployeeWithoutRightsNamesAccountRightAndRemedyBeforeAnythingIsWritten() {
    String password = pair.account.clerkPassword();
    Connector right =
        pair.account.connector(more -> more.login(pair.account.clerkLogin(), password));

    refused(pair.portal.connector(), right, "moysklad:shop", "administrator", password);
  }

  /** Checking, previewing and running all say it, and none of them writes. */
  private void refused(
      Connector left, Connector right, String account, String setting, String secret) {
    pair.time.advance(Duration.ofHours(1));
    SyncPlan plan = pair.plan(left, right);

    PlanCheck check = pair.engine.check(plan);
    Throwable previewed = catchThrowable(() -> pair.engine.preview(plan));
    Throwable ran = catchThrowable(() -> pair.engine.run(plan));

    assertThat(check.ok()).isFalse();
    assertThat(check.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.account()).isEqualTo(account);
              assertThat(problem.setting() + ": " + problem.text()).containsIgnoringCase(setting);
              assertThat(problem.remedy()).isNotBlank();
            });
    for (PlanProblem problem : check.problems()) {
      assertThat(problem.account()).isEqualTo(account);
      assertThat(List.of(problem.setting(), problem.text(), problem.remedy()))
          .doesNotContain("")
          .noneMatch(each -> each.contains(secret));
    }
    assertThat(previewed).isInstanceOf(PlanNotReady.class);
    assertThat(ran).isInstanceOf(PlanNotReady.class).hasMessageContaining(account);
    assertThat(check.toString() + everythingOf(previewed) + everythingOf(ran))
        .doesNotContain(secret);
    assertThat(pair.everything()).isEqualTo(before);
    left.close();
    right.close();
  }

  private static String everythingOf(Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all));
    return all.toString();
  }
}
