package dev.syncline.testkit.contract;

import dev.syncline.model.Address;
import dev.syncline.model.BankAccount;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kind;
import dev.syncline.model.Kinds;
import dev.syncline.model.Media;
import dev.syncline.model.Money;
import dev.syncline.model.PersonName;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Pricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values for fields, by their kind: the nasty ones first, then as many as one likes, the same ones
 * for the same seed.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
public final class Values {

  /** The system property that sets another seed than {@link #DEFAULT_SEED}. */
  public static final String SEED = "syncline.seed";

  /** The seed unless said otherwise. */
  public static final long DEFAULT_SEED = 20_261_122L;

  private static final int TRIES = 20;
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-абвгдежзиклмнопруяАБВЯё";

  private record Source(List<?> nasty, Supplier<?> next, boolean plain) {}

  private final long seed;
  private final SplittableRandom random;
  private final Map<Kind<?>, Source> sources = new HashMap<>();

  private Values(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    put(Kinds.text(), true, Nasty.TEXTS, this::text);
    put(Kinds.code(), false, Nasty.CODES, () -> word(12));
    put(Kinds.email(), true, Nasty.EMAILS, this::email);
    put(Kinds.phone(), true, Nasty.PHONES, this::phone);
    put(Kinds.decimal(), false, Nasty.DECIMALS, () -> decimal(1_000_000, 4));
    put(Kinds.bool(), true, List.of(true, false), random::nextBoolean);
    put(Kinds.instant(), true, Nasty.INSTANTS, this::instant);
    put(Kinds.date(), true, Nasty.DATES, this::date);
    put(Kinds.money(), false, Nasty.MONEY, () -> new Money(decimal(1_000_000, 2), "RUB"));
    put(Kinds.personName(), true, Nasty.NAMES, this::personName);
    put(Kinds.address(), true, Nasty.ADDRESSES, this::address);
    put(Kinds.bankAccount(), false, List.of(), this::bankAccount);
    put(Kinds.pricing(), false, Nasty.PRICINGS, this::pricing);
    put(Kinds.media(), false, List.of(), this::media);
    put(Kinds.namedTexts(), false, List.of(), () -> Map.of("Color", word(8), "Size", word(3)));
    put(Kinds.set(Kinds.phone()), true, sets(Nasty.PHONES), () -> set(this::phone));
    put(Kinds.set(Kinds.email()), true, sets(Nasty.EMAILS), () -> set(this::email));
    put(Kinds.set(Kinds.code()), false, sets(Nasty.CODES), () -> set(() -> word(10)));
    put(Kinds.set(Kinds.bankAccount()), false, List.of(), () -> set(this::bankAccount));
  }

  /** Values of the seed that {@link #SEED} says. */
  public static Values usual() {
    return seeded(Long.getLong(SEED, DEFAULT_SEED));
  }

  /** Values of a seed. */
  public static Values seeded(long seed) {
    return new Values(seed);
  }

  private <V> void put(Kind<V> kind, boolean plain, List<? extends V> nasty, Supplier<V> next) {
    sources.put(kind, new Source(nasty, next, plain));
  }

  /** The seed, to be printed. */
  public long seed() {
    return seed;
  }

  /** Whether values of this kind can be made up. */
  public boolean knows(Kind<?> kind) {
    return sources.containsKey(kind);
  }

  /**
   * The nasty values of a kind and so many random ones behind them.
   *
   * @throws IllegalArgumentException if values of this kind cannot be made up
   */
  @SuppressWarnings("unchecked")
  public <V> List<V> of(Kind<V> kind, int random) {
    Source source = sources.get(kind);
    if (source == null) {
      throw new IllegalArgumentException("no values can be made up for the kind " + kind.name());
    }
    List<V> values = new ArrayList<>();
    source.nasty().forEach(each -> values.add((V) each));
    for (int at = 0; at < random; at++) {
      values.add((V) source.next().get());
    }
    return values;
  }

  /**
   * A harmless value that a field of an entity does not hold; none where not every value of the
   * kind is valid everywhere, as with codes.
   */
  @SuppressWarnings("unchecked")
  <V> Optional<V> another(Field<V> field, Entity held) {
    @Nullable Source source = sources.get(field.kind());
    if (source == null || !source.plain()) {
      return Optional.empty();
    }
    Optional<V> now = held.get(field);
    for (int at = 0; at < TRIES; at++) {
      V next = (V) source.next().get();
      if (now.isEmpty() || !field.kind().same(now.get(), next, PhoneRules.digits())) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  private String text() {
    StringBuilder all = new StringBuilder("T");
    int length = random.nextInt(2, 40);
    for (int at = 0; at < length; at++) {
      all.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return all.append('.').toString();
  }

  private String word(int longest) {
    StringBuilder all = new StringBuilder();
    int length = random.nextInt(1, longest + 1);
    for (int at = 0; at < length; at++) {
      all.append((char) ('a' + random.nextInt(26)));
    }
    return all.toString();
  }

  private String email() {
    return word(12) + random.nextInt(10_000) + "@example.com";
  }

  private String phone() {
    return "+7900" + (1_000_000 + random.nextInt(9_000_000));
  }

  private BigDecimal decimal(int whole, int scale) {
    return BigDecimal.valueOf(random.nextLong(whole * 100L), random.nextInt(scale + 1));
  }

  /** To the minute, because some vendors know no finer. */
  private Instant instant() {
    return Instant.ofEpochSecond(1_600_000_020L + 60L * random.nextInt(3_000_000));
  }

  private LocalDate date() {
    return LocalDate.of(2020, 1, 1).plusDays(random.nextInt(5_000));
  }

  private PersonName personName() {
    return new PersonName("L" + word(10), "F" + word(10), random.nextBoolean() ? word(9) : "");
  }

  private Address address() {
    return new Address(
        "",
        word(10),
        word(8),
        word(12) + " " + random.nextInt(200),
        "1" + (10_000 + random.nextInt(80_000)),
        "");
  }

  private BankAccount bankAccount() {
    return new BankAccount(
        "40702810" + (100_000_000_000L + random.nextLong(800_000_000_000L)),
        "0445" + (10_000 + random.nextInt(80_000)),
        word(12),
        "30101810" + (100_000_000_000L + random.nextLong(800_000_000_000L)));
  }

  private Media media() {
    return new Media("https://files.example/" + word(8), word(12));
  }

  private Pricing pricing() {
    Optional<BigDecimal> vat =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(BigDecimal.valueOf(List.of(0, 10, 20).get(random.nextInt(3))));
    return new Pricing(
        decimal(10_000, 2),
        BigDecimal.valueOf(random.nextInt(0, 90)),
        vat,
        vat.isEmpty() || random.nextBoolean());
  }

  private <V> Set<V> set(Supplier<V> element) {
    Set<V> all = new LinkedHashSet<>();
    int size = random.nextInt(1, 3);
    for (int at = 0; at < size; at++) {
      all.add(element.get());
    }
    return all;
  }

  private static <V> List<Set<V>> sets(List<V> elements) {
    Function<V, Set<V>> single = Set::of;
    return elements.stream().map(single).toList();
  }
}
