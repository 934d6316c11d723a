package dev.syncline.moysklad;

import dev.syncline.connector.Account;
import dev.syncline.connector.TimeSource;
import dev.syncline.http.FailureBudget;
import dev.syncline.http.HttpTransport;
import dev.syncline.http.QuotaGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * The way to one account: its calls, its quota, and what keeps it from being banned.
 *
 * @param transport the one way out
 * @param api the calls
 * @param quota the vendor's limits
 * @param writesOfOne how often one entity may still be written
 */
record Connection(
    HttpTransport transport, MoySkladApi api, QuotaGate quota, FailureBudget writesOfOne) {

  static Connection of(MoySkladConnector.Builder from, Login login, Account account) {
    QuotaGate quota =
        new QuotaGate(
            MoySkladQuota.rules(),
            from.time,
            (call, answer, gate) -> MoySkladQuota.listen(call, answer, gate, from.time.now()));
    int failures = MoySkladQuota.SAME_FAILURES_A_MINUTE;
    int writes = MoySkladQuota.WRITES_OF_ONE_ENTITY_A_MINUTE;
    HttpTransport transport = transport(from, login, account, quota);
    MoySkladApi api =
        new MoySkladApi(
            account,
            login,
            Objects.requireNonNull(HttpUrl.get(from.api.toString())),
            transport,
            from.writeTimeout,
            new MoySkladTime(from.time),
            new MoySkladErrors(account, login.setting()),
            budget(account, "identical failing requests", failures, from.time),
            budget(account, "refusals for quota", MoySkladQuota.REFUSALS_A_MINUTE, from.time));
    return new Connection(
        transport, api, quota, budget(account, "writes of one entity", writes, from.time));
  }

  private static FailureBudget budget(Account account, String what, int limit, TimeSource time) {
    return new FailureBudget(account, what, limit, MoySkladQuota.BAN_WINDOW, time);
  }

  private static HttpTransport transport(
      MoySkladConnector.Builder from, Login login, Account account, QuotaGate quota) {
    HttpTransport.Builder transport =
        HttpTransport.builder(account)
            .time(from.time)
            .quota(quota)
            .userAgent(from.userAgent)
            .secrets(secrets(from, login));
    if (from.under != null) {
      transport.under(from.under);
    }
    return transport.build();
  }

  private static String[] secrets(MoySkladConnector.Builder from, Login login) {
    List<String> secrets = new ArrayList<>(login.secrets());
    if (from.webhookSecret != null) {
      secrets.add(from.webhookSecret.text());
    }
    return secrets.toArray(new String[0]);
  }
}
