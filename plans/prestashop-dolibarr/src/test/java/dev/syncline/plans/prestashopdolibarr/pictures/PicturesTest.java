package dev.syncline.plans.prestashopdolibarr.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.SyncPlan;
import dev.syncline.dolibarr.DolibarrConnector;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Product;
import dev.syncline.prestashop.PrestaShopConnector;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.fake.RequestLog;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pictures as bytes, from the shop's images to the files of a product at Dolibarr, and back. */
class PicturesTest {

  private static final byte[] RED =
      png(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
  private static final byte[] BLUE =
      png(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

  private final VirtualTime time = new VirtualTime();
  private final FakePrestaShop shop = FakePrestaShop.builder().time(time).build();
  private final FakeDolibarr ledger = FakeDolibarr.builder().time(time).build();
  private final PrestaShopConnector left =
      PrestaShopConnector.builder()
          .url(shop.base())
          .key(shop.key())
          .time(time)
          .under(shop.inProcess())
          .build();
  private final DolibarrConnector right =
      DolibarrConnector.builder()
          .url(ledger.base())
          .key(ledger.apiKey())
          .pictures(true)
          .time(time)
          .under(ledger.inProcess())
          .build();
  private final TestEngine engine = TestEngine.on(time, new InMemoryLinkStore());

  private static byte[] png(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  @AfterEach
  void close() {
    engine.close();
    left.close();
    right.close();
    shop.close();
    ledger.close();
  }

  private SyncPlan plan(Direction way) {
    FieldRules rules = FieldRules.of(Product.TYPE);
    rules =
        way == Direction.TO_RIGHT
            ? rules.toRight(Product.NAME, Product.SKU, Product.IMAGE, Product.IMAGES)
            : rules.toLeft(Product.NAME, Product.SKU, Product.IMAGES);
    return SyncPlan.named("pictures")
        .between(left, right)
        .flow(Flow.of(Product.TYPE).direction(way).fields(rules).matchBy(Product.SKU))
        .build();
  }

  private void run(Direction way) {
    time.advance(Duration.ofMinutes(10));
    engine.run(plan(way));
  }

  private void edit(int product) {
    time.advance(Duration.ofSeconds(2));
    shop.products().edit(product, p -> p.name("Mug " + time.now().getEpochSecond()));
  }

  private List<String> files() {
    return List.copyOf(ledger.backOffice().files("product", "MUG").keySet());
  }

  private int mug() {
    return shop.products().add(p -> p.name("Mug").reference("MUG").price("9")).id();
  }

  private List<RequestLog.Entry> downloads(int mark) {
    return shop.log().since(mark).stream()
        .filter(each -> each.path().contains("/images/"))
        .toList();
  }

  @Test
  @Rule("P-063")
  void picturesArriveWithTheirProductTheCoverFirstAndAreNotFetchedAgain() {
    int mug = mug();
    int cover = shop.addImage(mug, RED);
    int other = shop.addImage(mug, BLUE);
    run(Direction.TO_RIGHT);
    assertThat(files()).containsExactly("0_sl-" + cover + ".png", "sl-" + other + ".png");
    int mark = shop.log().size();
    edit(mug);
    run(Direction.TO_RIGHT);
    assertThat(downloads(mark)).isEmpty();
    assertThat(files()).hasSize(2);
  }

  @Test
  @Rule("P-063")
  void aPictureThatIsGoneIsRemovedTheCoverChangesAndWhatOthersPutThereStays() {
    int mug = mug();
    int cover = shop.addImage(mug, RED);
    int other = shop.addImage(mug, BLUE);
    run(Direction.TO_RIGHT);
    ledger.backOffice().file("product", "MUG", "by-hand.png", BLUE);
    shop.cover(mug, other);
    edit(mug);
    run(Direction.TO_RIGHT);
    assertThat(files())
        .containsExactly("0_sl-" + other + ".png", "by-hand.png", "sl-" + cover + ".png");
    shop.removeImage(cover);
    edit(mug);
    run(Direction.TO_RIGHT);
    assertThat(files()).containsExactly("0_sl-" + other + ".png", "by-hand.png");
  }

  @Test
  @Rule("P-063")
  void aPictureThatDoesNotComeNowHoldsUpNoProductAndComesAtTheNextLook() {
    int mug = mug();
    int cover = shop.addImage(mug, RED);
    shop.faults().onNext("GET", "/images/products/", Fault.SERVER_ERROR);
    run(Direction.TO_RIGHT);
    assertThat(ledger.products().find("ref", "MUG")).isPresent();
    run(Direction.TO_RIGHT);
    run(Direction.TO_RIGHT);
    assertThat(files()).containsExactly("0_sl-" + cover + ".png");
  }

  @Test
  @Rule("P-135")
  void aNewProductOfDolibarrBringsItsPicturesToTheShop() {
    FakeRecord made =
        ledger.products().add(p -> p.set("ref", "MUG").set("label", "Mug").set("tosell", 1));
    ledger.backOffice().file("product", "MUG", "front.png", RED);
    run(Direction.TO_LEFT);
    assertThat(made.id()).isPositive();
    int id = shop.products().where("reference", "MUG").get(0).id();
    Map<Integer, byte[]> images = shop.images(id);
    assertThat(images).hasSize(1);
    assertThat(images.values().iterator().next()).isNotEmpty();
  }
}
