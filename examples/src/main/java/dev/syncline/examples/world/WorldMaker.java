package dev.syncline.examples.world;

import dev.syncline.examples.world.SeededWorld.Client;
import dev.syncline.examples.world.SeededWorld.Deal;
import dev.syncline.examples.world.SeededWorld.Good;
import dev.syncline.examples.world.SeededWorld.Invoice;
import dev.syncline.examples.world.SeededWorld.Line;
import dev.syncline.examples.world.SeededWorld.Section;
import dev.syncline.examples.world.SeededWorld.Variation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link SeededWorld}: some 45 % only on the left, some 45 % only on the right, the rest on
 * both. Deals have no natural key to be matched by and live on one side each.
 *
 * @since 0.1
 */
public final class WorldMaker {

  /** How many stages the demo's deals are spread over; the last is not mapped to anything. */
  public static final int STAGES = 5;

  /** How many stages the demo's invoices are spread over; the last is not mapped to anything. */
  public static final int INVOICE_STAGES = 4;

  private static final int DEPTH = 3;
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 12, 1);

  private final SplittableRandom random;
  private final Words words;
  private final WorldSize size;
  private final List<Section> sections = new ArrayList<>();
  private final List<Good> goods = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final List<Deal> deals = new ArrayList<>();
  private final List<Invoice> invoices = new ArrayList<>();

  private WorldMaker(WorldSize size, long seed) {
    this.size = size;
    this.random = new SplittableRandom(seed);
    this.words = new Words(random.split());
  }

  /** The world of a size and a seed: always the same. */
  public static SeededWorld make(WorldSize size, long seed) {
    WorldMaker maker = new WorldMaker(size, seed);
    maker.sections();
    maker.goods();
    maker.clients();
    maker.deals();
    maker.invoices();
    return new SeededWorld(
        size, seed, maker.sections, maker.goods, maker.clients, maker.deals, maker.invoices);
  }

  /** In turn, not by lot: also a small world has all three. */
  private static Home home(int no) {
    if (no % 10 == no / 10 % 10) {
      return Home.BOTH;
    }
    return no % 2 == 0 ? Home.LEFT : Home.RIGHT;
  }

  /** Every other matched pair lacks a text on one side, by turns. */
  private static @Nullable Home emptyOn(int no, Home home) {
    if (home != Home.BOTH || no / 10 % 2 == 1) {
      return null;
    }
    return no / 10 % 4 == 0 ? Home.LEFT : Home.RIGHT;
  }

  private void sections() {
    for (int no = 0; no < size.sections(); no++) {
      Home home = home(no);
      List<Section> above = new ArrayList<>();
      for (Section each : sections) {
        if (each.depth() < DEPTH && home.sees(each.home())) {
          above.add(each);
        }
      }
      boolean root = above.isEmpty() || random.nextInt(4) == 0;
      @Nullable Section parent = root ? null : above.get(random.nextInt(above.size()));
      sections.add(
          new Section(
              no,
              home,
              words.section(no),
              parent == null ? -1 : parent.no(),
              parent == null ? 1 : parent.depth() + 1));
    }
  }

  private void goods() {
    Map<Home, List<Integer>> places = places();
    for (int no = 0; no < size.goods(); no++) {
      goods.add(good(no, places));
    }
  }

  private Map<Home, List<Integer>> places() {
    Map<Home, List<Integer>> places = new EnumMap<>(Home.class);
    for (Home home : Home.values()) {
      places.put(
          home, sections.stream().filter(each -> home.sees(each.home())).map(Section::no).toList());
    }
    return places;
  }

  private Good good(int no, Map<Home, List<Integer>> places) {
    Home home = home(no);
    boolean parent = spread(no, size.withVariations(), size.goods());
    // A service has no article at MoySklad, so none is left to be found by one.
    boolean service = !parent && home != Home.BOTH && no % 11 == 7;
    List<Integer> open = places.getOrDefault(home, List.of());
    boolean loose = open.isEmpty() || random.nextInt(8) == 0;
    String sku = String.format(Locale.ROOT, "%s-%05d", words.brand(no), no);
    BigDecimal price = price();
    @Nullable Home emptyOn = emptyOn(no, home);
    return new Good(
        no,
        home,
        words.good(no, service),
        sku,
        emptyOn == null && random.nextInt(3) == 0 ? "" : words.description(no),
        price,
        vat(),
        service || parent || random.nextInt(3) > 0 ? "796" : words.unit(),
        loose ? -1 : open.get(random.nextInt(open.size())),
        service,
        !parent && no % 53 == 52,
        parent ? variations(sku, price) : List.of(),
        emptyOn,
        home == Home.BOTH && !parent && no / 10 % 4 == 1);
  }

  /** Spreads some of all evenly over both parities, so that both sides get their share. */
  private static boolean spread(int no, int some, int all) {
    return (long) (no + 1) * some / all > (long) no * some / all;
  }

  private List<Variation> variations(String sku, BigDecimal price) {
    List<Variation> made = new ArrayList<>();
    int count = 2 + random.nextInt(4);
    int first = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      int which = (first + i * 2) % 9;
      made.add(
          new Variation(
              sku + "-" + (i + 1),
              Words.COLORS.get(which / 3),
              Words.SIZES.get(which % 3),
              price.add(BigDecimal.valueOf(i * 1050L, 2))));
    }
    return made;
  }

  private BigDecimal price() {
    return BigDecimal.valueOf(1_000 + random.nextInt(2_000_000), 2);
  }

  private @Nullable Integer vat() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> 0;
      case 2 -> 10;
      default -> 20;
    };
  }

  private void clients() {
    for (int no = 0; no < size.clients(); no++) {
      clients.add(client(no));
    }
  }

  private Client client(int no) {
    Home home = home(no);
    boolean company = no % 3 == 1;
    @Nullable Home emptyOn = emptyOn(no, home);
    boolean phone = home != Home.BOTH || no / 10 % 2 == 0 || random.nextBoolean();
    boolean email = !phone || random.nextInt(4) > 0;
    Words.Person person = words.person(no);
    return new Client(
        no,
        home,
        company,
        company ? "" : person.last(),
        company ? "" : person.first(),
        company ? "" : person.middle(),
        company ? words.company(no) : "",
        phone ? words.phone(no) : "",
        email ? words.email(no) : "",
        emptyOn == null && random.nextBoolean() ? "" : words.comment(no),
        emptyOn);
  }

  private void deals() {
    Map<Home, List<Integer>> buyers = new EnumMap<>(Home.class);
    Map<Home, List<Integer>> wares = new EnumMap<>(Home.class);
    for (Home home : List.of(Home.LEFT, Home.RIGHT)) {
      buyers.put(home, clients.stream().filter(c -> home.sees(c.home())).map(Client::no).toList());
      wares.put(
          home,
          goods.stream()
              .filter(good -> home.sees(good.home()) && !good.archived())
              .map(Good::no)
              .toList());
    }
    for (int no = 0; no < size.deals(); no++) {
      Home home = no % 2 == 0 ? Home.LEFT : Home.RIGHT;
      deals.add(
          deal(
              no, home, buyers.getOrDefault(home, List.of()), wares.getOrDefault(home, List.of())));
    }
  }

  private Deal deal(int no, Home home, List<Integer> buyers, List<Integer> wares) {
    // One in twenty is in a stage that takes no part, one in forty has no rows yet.
    int stage = no % 20 >= 18 ? STAGES - 1 : random.nextInt(STAGES - 1);
    int rows = home == Home.LEFT && no % 40 == 20 ? 0 : 1 + random.nextInt(5);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < rows && !wares.isEmpty(); i++) {
      lines.add(line(wares.get(random.nextInt(wares.size()))));
    }
    return new Deal(
        no,
        home,
        buyers.get(random.nextInt(buyers.size())),
        words.deal(no),
        random.nextInt(3) == 0 ? words.comment(no) : "",
        stage,
        FIRST_DAY.plusDays(random.nextInt(90)),
        lines);
  }

  /** Of deals with rows, each at most once; one in eight does not say of which. */
  private void invoices() {
    List<Deal> sold = deals.stream().filter(deal -> !deal.lines().isEmpty()).toList();
    for (int no = 0; no < Math.min(size.invoices(), sold.size()); no++) {
      Deal deal = sold.get((int) ((long) no * sold.size() / size.invoices()) % sold.size());
      LocalDate issued = deal.planned().minusDays(random.nextInt(30));
      invoices.add(
          new Invoice(
              no,
              deal.home(),
              deal.no(),
              no % 8 != 5,
              random.nextInt(3) == 0 ? words.comment(no) : "",
              no % 20 >= 18 ? INVOICE_STAGES - 1 : random.nextInt(INVOICE_STAGES - 1),
              issued,
              issued.plusDays(1 + random.nextInt(20))));
    }
  }

  private Line line(int no) {
    Good good = goods.get(no);
    int variation = good.variations().isEmpty() ? -1 : random.nextInt(good.variations().size());
    BigDecimal price = variation < 0 ? good.price() : good.variations().get(variation).price();
    BigDecimal quantity =
        good.unit().equals("796")
            ? BigDecimal.valueOf(1 + random.nextInt(9))
            : BigDecimal.valueOf(125 + 125L * random.nextInt(40), 3);
    BigDecimal discount =
        switch (random.nextInt(5)) {
          case 0 -> BigDecimal.valueOf(5);
          case 1 -> BigDecimal.valueOf(125, 1);
          default -> BigDecimal.ZERO;
        };
    return new Line(no, variation, quantity.stripTrailingZeros(), price, discount, good.vat());
  }
}
