package dev.syncline.prestashop.fake;

import dev.syncline.connector.TimeSource;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeServer;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.InProcess;
import dev.syncline.testkit.fake.RequestLog;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A strict PrestaShop: the legacy webservice of one installation, with its keys, languages, shops,
 * lists, writes, orders, stock, images and errors.
 *
 * <p>{@link #start()} serves it on a free loopback port; {@code builder().build()} leaves the
 * transport to {@link dev.syncline.testkit.fake.InProcess}. A fresh one holds what a fresh
 * installation holds; {@link Seed} fills it for demos. Thread-safe.
 *
 * @since 0.1
 */
public final class FakePrestaShop implements FakeSystem, AutoCloseable {

  private static final Set<String> EVERY_METHOD =
      Set.of("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD");
  private static final String KEY = "ZQ88PRJX5VWQHCWE4EE7SQ7HPNX00RAJ";

  private final ReentrantLock lock = new ReentrantLock();
  private final Faults faults = new Faults(Mishaps.tooMany());
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final Keys keys = new Keys();
  private final TimeSource time;
  private final Books books;
  private final Gate gate;
  private final Images images;
  private final Stock stock;
  private final OrderDesk desk;
  private final OrderStates states;
  private final Effects effects;
  private final Deletions deletions;
  private final FrontDoor door;
  private final Mishaps mishaps;
  private final Api api;
  private @Nullable FakeServer server;
  private @Nullable InProcess wire;

  private FakePrestaShop(Builder builder) {
    time = builder.time;
    books = new Books(new Version(builder.version), time, builder.zone);
    new FreshShop(
            books,
            new FreshShop.Wish(
                builder.languages,
                builder.shops,
                builder.zone.getId(),
                builder.taxes.name().toLowerCase(java.util.Locale.ROOT),
                builder.rounding.type,
                builder.currencies))
        .open();
    if (builder.carrier != null) {
      books.hints.carriedBy(builder.carrier);
    }
    Prices prices = new Prices(books);
    Computed computed = new Computed(books);
    stock = new Stock(books);
    states = new OrderStates(books, stock);
    desk = new OrderDesk(books, stock, prices, states);
    deletions = new Deletions(books, stock);
    effects = new Effects(books, stock, desk, deletions);
    books.warns(builder.warns());
    images = new Images(books, computed);
    Renderer renderer = new Renderer(books, computed, prices);
    api = new Api(books, new Lists(books), renderer, new Writes(books, effects), deletions, images);
    gate = new Gate(books, keys);
    door = new FrontDoor(books, gate, api, lock);
    mishaps = new Mishaps(time, builder.slowness, door);
    key(KEY, EVERY_METHOD, api.resources());
  }

  /** A fresh 9.1.4 shop with two languages, served on a free loopback port. */
  public static FakePrestaShop start() {
    return builder().start();
  }

  /** Settings of a shop that is to be. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How prices are shown and taxed. Prices are kept without tax in every case.
   *
   * @since 0.1
   */
  public enum Taxes {
    /** Customers see prices with tax. */
    INCLUDED,
    /** Customers see prices without tax; orders are taxed all the same. */
    EXCLUDED,
    /** Nothing is taxed. */
    NONE
  }

  /**
   * Where the shop rounds (its setting {@code PS_ROUND_TYPE}).
   *
   * @since 0.1
   */
  public enum Rounding {
    /** Each piece. */
    ITEM(1),
    /** Each line. */
    LINE(2),
    /** The total. */
    TOTAL(3);

    private final int type;

    Rounding(int type) {
      this.type = type;
    }
  }

  /**
   * Settings of a shop; each has the default of a fresh real one.
   *
   * @since 0.1
   */
  public static final class Builder {

    private final Map<String, String> currencies = new LinkedHashMap<>(Map.of("EUR", "1"));
    private TimeSource time = TimeSource.system();
    private String version = "9.1.4";
    private ZoneId zone = ZoneId.of("Europe/Paris");
    private List<String> languages = List.of("en-US", "fr-FR");
    private int shops = 1;
    private Taxes taxes = Taxes.INCLUDED;
    private Rounding rounding = Rounding.LINE;
    private @Nullable HintCarrier carrier;
    private Duration slowness = Duration.ofSeconds(90);
    private int port;
    private @Nullable Boolean warnings;

    private Builder() {}

    /** The clock of the server. */
    public Builder time(TimeSource source) {
      time = source;
      return this;
    }

    /** The release: what it answers, has and refuses; such as 1.6.1.24, 1.7.8.11, 8.2.0, 9.1.4. */
    public Builder version(String release) {
      version = release;
      return this;
    }

    /** The shop's time zone, in which it writes its dates. */
    public Builder zone(ZoneId shopZone) {
      zone = shopZone;
      return this;
    }

    /** The installed languages as locales; the first is the default. */
    public Builder languages(String... locales) {
      languages = List.of(locales);
      return this;
    }

    /** How many shops the installation has, all in one group. */
    public Builder shops(int count) {
      shops = count;
      return this;
    }

    /** How it taxes. */
    public Builder taxes(Taxes mode) {
      taxes = mode;
      return this;
    }

    /** Where it rounds. */
    public Builder rounding(Rounding type) {
      rounding = type;
      return this;
    }

    /** One currency more than the euro, with its rate to it. */
    public Builder currency(String code, String rate) {
      currencies.put(code, rate);
      return this;
    }

    /** Whether PHP's warnings come as errors; unless said otherwise from 1.7 on. */
    public Builder warnings(boolean shown) {
      warnings = shown;
      return this;
    }

    /** How long an answer takes that {@link Mishap#SLOW} hits. */
    public Builder slowness(Duration each) {
      slowness = each;
      return this;
    }

    /** Who carries the hints of the shop's module, instead of HTTP. */
    public Builder hintsBy(HintCarrier other) {
      carrier = other;
      return this;
    }

    /** The loopback port; 0 takes a free one. */
    public Builder port(int wanted) {
      port = wanted;
      return this;
    }

    private boolean warns() {
      return warnings == null ? new Version(version).atLeast("1.7.0") : warnings;
    }

    /** A shop without a server. */
    public FakePrestaShop build() {
      return new FakePrestaShop(this);
    }

    /** A shop on a loopback port. */
    public FakePrestaShop start() {
      FakePrestaShop fake = build();
      fake.server = FakeServer.serve(fake, fake.faults, port);
      return fake;
    }
  }

  @Override
  public String name() {
    return "prestashop";
  }

  @Override
  public void reachedAt(URI reached) {
    String text = reached.toString();
    URI base = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    locked(
        () -> {
          door.reachedAt(base);
          for (Row old : List.copyOf(books.all("shop_urls"))) {
            books.table("shop_urls").remove(old);
          }
          for (int shop : books.shops()) {
            Row url = books.create("shop_urls").set("id_shop", shop).set("active", 1);
            url.set("domain", base.getAuthority()).set("domain_ssl", base.getAuthority());
            url.set("physical_uri", "/").set("main", 1);
          }
          return base;
        });
  }

  @Override
  public FakeResponse handle(FakeRequest request) {
    return mishaps.through(request);
  }

  /** The weather between the shop and its clients. */
  public Faults faults() {
    return faults;
  }

  /** Lets the next request of a method whose address, query or body has this text meet a mishap. */
  public void onNext(String method, String contains, Mishap mishap) {
    mishap(
        1,
        request ->
            request.method().equals(method)
                && (request.toString() + request.rawQuery() + request.text()).contains(contains),
        mishap);
  }

  /** Lets the next requests that the predicate accepts meet a mishap. */
  public void mishap(int times, Predicate<FakeRequest> hits, Mishap mishap) {
    mishaps.plan(times, hits, mishap);
  }

  /** What arrived, over the loopback port or, where there is none, through {@link #inProcess()}. */
  public RequestLog log() {
    FakeServer serving = server;
    return serving == null ? inProcess().log() : serving.log();
  }

  /** What arrived so far, counted. */
  public Requests requests() {
    return requestsSince(0);
  }

  /** What arrived after the first so many requests, counted. */
  public Requests requestsSince(int position) {
    return new Requests(log().since(position));
  }

  /** The fake straight under OkHttp, for connectors without a socket; always the same. */
  public InProcess inProcess() {
    return locked(
        () -> {
          InProcess known = wire == null ? new InProcess(this, faults, door.base()) : wire;
          wire = known;
          return known;
        });
  }

  /** Where the shop is reached. */
  public URI base() {
    return door.base();
  }

  /** Where its webservice is reached. */
  public URI api() {
    return URI.create(door.base() + "/api");
  }

  /** The key that may do everything in every shop. */
  public String key() {
    return KEY;
  }

  /** Makes or changes a key that may use these methods on these resources, in every shop. */
  public void key(String key, Set<String> methods, List<String> resources) {
    Map<String, Set<String>> matrix = new HashMap<>();
    resources.forEach(resource -> matrix.put(resource, methods));
    key(key, matrix, Set.copyOf(books.shops()));
  }

  /** Makes or changes a key: methods by resource, and the ids of the shops it may touch. */
  public void key(String key, Map<String, Set<String>> matrix, Set<Integer> shops) {
    locked(
        () -> {
          keys.put(key, matrix, shops);
          return key;
        });
  }

  /** Takes a key away. */
  public void dropKey(String key) {
    locked(
        () -> {
          keys.remove(key);
          return key;
        });
  }

  /** Switches the webservice on or off. */
  public void webservice(boolean on) {
    gate.open(on);
  }

  /** Whether PHP's warnings come as errors. */
  public void warnings(boolean shown) {
    books.warns(shown);
  }

  /**
   * Installs the module that posts hints and types in its address and secret: from now on whatever
   * changes is posted at the end of the request, or of the act in the back office, that changed it.
   */
  public void hints(URI address, String secret) {
    books.hints.configure(address, secret);
  }

  /** Lets the next message of the module meet a mishap. */
  public void onNextHints(HintMishap mishap) {
    books.hints.meet(mishap);
  }

  /** Lets the messages arrive that were late, as they were when they left. */
  public void deliverLateHints() {
    books.hints.deliverLate();
  }

  /** The shop's clock. */
  public TimeSource clock() {
    return time;
  }

  /** The shop's time zone. */
  public ZoneId zone() {
    return books.zone();
  }

  /** Its release. */
  public String version() {
    return books.version.text();
  }

  /** A setting of the shop, empty if it has none such. */
  public String configuration(String name) {
    return locked(() -> books.config(name));
  }

  /** Changes a setting of the shop. */
  public void configure(String name, Object value) {
    locked(
        () -> {
          books.configure(name, value);
          return name;
        });
  }

  /** The things of any resource. */
  public Shelf shelf(String resource) {
    return locked(
        () ->
            shelves.computeIfAbsent(
                resource,
                each -> new Shelf(books.schema.get(each), books, effects, deletions, stock, lock)));
  }

  /** The products. */
  public Shelf products() {
    return shelf("products");
  }

  /** The combinations of products. */
  public Shelf combinations() {
    return shelf("combinations");
  }

  /** The categories. */
  public Shelf categories() {
    return shelf("categories");
  }

  /** The customers. */
  public Shelf customers() {
    return shelf("customers");
  }

  /** The addresses. */
  public Shelf addresses() {
    return shelf("addresses");
  }

  /** The vouchers. */
  public Shelf cartRules() {
    return shelf("cart_rules");
  }

  /** The orders. */
  public Orders orders() {
    return new Orders(books, desk, states, shelf("orders"), lock);
  }

  /** Installs a payment module. */
  public void install(String module) {
    locked(
        () -> {
          desk.install(module);
          return module;
        });
  }

  /** The pieces of a product, or of one of its combinations, in the default shop. */
  public int stock(int product, int combination) {
    return locked(
        () ->
            stock
                .row(product, combination, books.defaultShop())
                .map(row -> row.num("quantity"))
                .orElse(0));
  }

  /** Sets the pieces of a product, or of one of its combinations, in the default shop. */
  public void setStock(int product, int combination, int pieces) {
    locked(
        () -> {
          stock.set(product, combination, books.defaultShop(), pieces);
          return pieces;
        });
  }

  /** Gives a product one image more; returns its id. */
  public int addImage(int product, byte[] image) {
    return locked(() -> images.add(product, image.clone()).id);
  }

  /** Makes an image of a product its cover. */
  public void cover(int product, int image) {
    locked(
        () -> {
          new Computed(books)
              .images(product)
              .forEach(row -> row.set("cover", row.id == image ? 1 : 0));
          return image;
        });
  }

  /** Takes an image away. */
  public void removeImage(int image) {
    locked(
        () -> {
          images.remove(books.row("product_images", image));
          return image;
        });
  }

  /** The images of a product by id, in their order. */
  public Map<Integer, byte[]> images(int product) {
    return locked(
        () -> {
          Map<Integer, byte[]> found = new LinkedHashMap<>();
          new Computed(books)
              .images(product)
              .forEach(
                  row ->
                      found.put(
                          row.id, books.productImages.getOrDefault(row.id, new byte[0]).clone()));
          return found;
        });
  }

  private <T> T locked(Supplier<T> act) {
    lock.lock();
    try {
      return Objects.requireNonNull(act.get());
    } finally {
      lock.unlock();
      books.hints.send(lock);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
