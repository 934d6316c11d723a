package dev.syncline.dolibarr;

import dev.syncline.connector.Connector;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.testkit.contract.StormContract;
import dev.syncline.testkit.fake.FakeSystem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Every storm over a real socket. */
class WeatherTest extends StormContract {

  private final FakeDolibarr fake = FakeDolibarr.builder().time(time()).build();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Override
  protected FakeSystem system() {
    return fake;
  }

  @Override
  protected Connector connector(URI base, Duration longest) {
    return DolibarrConnector.builder()
        .url(base)
        .key(fake.apiKey())
        .time(time())
        .readTimeout(longest)
        .writeTimeout(longest)
        .build();
  }

  @Override
  protected String credential() {
    return fake.apiKey();
  }

  @Override
  protected long largestAnswer() {
    return 64L << 20;
  }

  @Override
  protected void add(String name, String sku) {
    fake.products().add(p -> p.ref(sku).label(name).set("tosell", 1));
  }

  @Override
  protected List<String> skus() {
    return fake.products().all().stream().map(each -> each.text("ref")).toList();
  }
}
