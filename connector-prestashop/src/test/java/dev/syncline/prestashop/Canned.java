package dev.syncline.prestashop;

import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.InProcess;
import dev.syncline.testkit.time.VirtualTime;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A server that says what a test wants it to say. */
final class Canned implements FakeSystem {

  static final String KEY = "ZQ88PRJX5VWQHCWE4EE7SQ7HPNX00RAJ";
  static final URI BASE = URI.create("https://shop.example");

  final VirtualTime time = new VirtualTime();
  final List<FakeRequest> requests = new ArrayList<>();
  private Function<FakeRequest, FakeResponse> says;

  Canned(Function<FakeRequest, FakeResponse> says) {
    this.says = says;
  }

  void says(Function<FakeRequest, FakeResponse> other) {
    says = other;
  }

  PrestaShopConnector connector() {
    return PrestaShopConnector.builder()
        .url(BASE)
        .key(KEY)
        .time(time)
        .under(new InProcess(this, new Faults(FakeResponse.empty(429)), BASE))
        .build();
  }

  /** An answer as the webservice's own. */
  static FakeResponse xml(int status, String inner) {
    return FakeResponse.of(
            status,
            "text/xml;charset=utf-8",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><prestashop>" + inner + "</prestashop>")
        .withHeader("PSWS-Version", "9.1.4");
  }

  static FakeResponse fault(int status, int code, String message) {
    return xml(
        status,
        "<errors><error><code><![CDATA["
            + code
            + "]]></code><message><![CDATA["
            + message
            + "]]></message></error></errors>");
  }

  /** A shop with two settings and one language; anything else is answered by the function. */
  static Function<FakeRequest, FakeResponse> shop(Function<FakeRequest, FakeResponse> others) {
    return request -> {
      if (request.path().equals("/api/configurations")) {
        return xml(
            200,
            "<configurations><configuration><id>1</id><name>PS_TIMEZONE</name>"
                + "<value>Europe/Paris</value></configuration></configurations>");
      }
      if (request.path().equals("/api/languages")) {
        return xml(
            200,
            "<languages><language><id>1</id><name>English</name><locale>en-US</locale>"
                + "<active>1</active></language></languages>");
      }
      return others.apply(request);
    };
  }

  @Override
  public String name() {
    return "canned";
  }

  @Override
  public void reachedAt(URI base) {}

  @Override
  public FakeResponse handle(FakeRequest request) {
    requests.add(request);
    return says.apply(request);
  }
}
