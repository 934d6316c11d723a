package dev.syncline.prestashop;

import dev.syncline.connector.Connector;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.testkit.contract.StormContract;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Storm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Every storm over a real socket. */
class WeatherTest extends StormContract {

  private final FakePrestaShop fake = FakePrestaShop.builder().time(time()).build();

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
    return PrestaShopConnector.builder()
        .url(base)
        .key(fake.key())
        .time(time())
        .readTimeout(longest)
        .writeTimeout(longest)
        .build();
  }

  @Override
  protected String credential() {
    return fake.key();
  }

  @Override
  protected long largestAnswer() {
    return 48L << 20;
  }

  @Override
  protected void add(String name, String sku) {
    fake.products().add(p -> p.name(name).reference(sku).price("9"));
  }

  @Override
  protected List<String> skus() {
    return fake.products().all().stream().map(each -> each.get("reference")).toList();
  }

  @Override
  protected Class<? extends ConnectorException> ofWrite(Storm storm) {
    return storm == Storm.MOVED ? ProtocolBroken.class : super.ofWrite(storm);
  }

  /** So PHP answers when it died: the connector looks for what was made at once. */
  @Override
  protected boolean isUntold(Storm storm) {
    return storm == Storm.EMPTY;
  }
}
