package dev.syncline.testkit.memory;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Account;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.Quota;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.http.QuotaRules;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A made-up system with one account, in memory: strict where vendors are strict, and configurable
 * in what they differ in.
 *
 * <p>It refuses what a well-behaved engine never does (a batch too large, a field that is not
 * writable, two writes to one entity in one list, too many calls in flight) with an {@link
 * IllegalStateException}, so that a test fails. Every call takes {@link Builder#latency} of the
 * time source's time. Thread-safe.
 *
 * @since 0.1
 */
public final class MemoryConnector implements Connector {

  /** Something that happens to one table. */
  @FunctionalInterface
  interface OnTable<T> {
    T at(MemoryTable table, Instant now);
  }

  private record Late(Instant sentAt, Instant due, List<Write> writes) {}

  private final Account account;
  private final String identity;
  private final TimeSource time;
  private final Duration latency;
  private final boolean oneFeed;
  private final Map<EntityType, MemoryTable> tables = new LinkedHashMap<>();
  private final MemoryFaults faults = new MemoryFaults();
  private final MemoryFields fields = new MemoryFields(this);
  private final MemoryWebhooks webhooks;
  private final boolean heeds;
  private final boolean pushes;
  private final @Nullable Duration retention;
  private final MemoryWriter writer;
  private final List<Late> late = new ArrayList<>();
  private final Optional<MemoryQuota> limits;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile MemoryWatch watch = MemoryWatch.NONE;

  private MemoryConnector(Builder from) {
    this.account = new Account("memory", from.name);
    this.identity = from.identity;
    this.time = from.time;
    this.latency = from.latency;
    this.oneFeed = from.oneFeed;
    this.heeds = from.heeds;
    this.pushes = from.pushes;
    this.retention = from.retention;
    this.webhooks = new MemoryWebhooks(this);
    this.limits = Optional.ofNullable(from.rules).map(rules -> new MemoryQuota(rules, time));
    String prefix = from.name.substring(0, 1).toUpperCase(Locale.ROOT);
    for (MemoryType type : from.types.values()) {
      tables.put(
          type.type(), new MemoryTable(type, fields, () -> prefix + numbers.incrementAndGet()));
    }
    this.writer = new MemoryWriter(tables, faults, fields, () -> watch);
  }

  /** Begins an account of this name. */
  public static Builder named(String name, TimeSource time) {
    return new Builder(name, time);
  }

  /** What shall go wrong, and how often it was called. */
  public MemoryFaults faults() {
    return faults;
  }

  /** Somebody looks on from now on, in place of whoever did. */
  public void watchedBy(MemoryWatch who) {
    watch = who;
  }

  MemoryWatch watch() {
    return watch;
  }

  /** A person at the screen. */
  public MemoryUser user() {
    return new MemoryUser(this);
  }

  /** Everything that is there of a type, in the order of birth, all fields. */
  public synchronized List<Entity> entities(EntityType type) {
    landed();
    return table(type).all();
  }

  /** One entity, all fields. */
  public synchronized Entity entity(EntityType type, String id) {
    landed();
    return table(type).get(id).orElseThrow();
  }

  Optional<Duration> retention() {
    return Optional.ofNullable(retention);
  }

  Instant now() {
    return time.now();
  }

  synchronized String byHand(EntityType type, OnTable<String> what) {
    landed();
    return what.at(table(type), now());
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public ConnectionCheck check() {
    return call(
        MemoryCall.CHECK,
        () -> {
          Optional<String> refused = faults.credentialsRefused();
          if (refused.isPresent()) {
            throw new AuthenticationFailed(account, "check", refused.get());
          }
          return new ConnectionCheck("sync", identity, List.of(), List.of());
        });
  }

  @Override
  public Set<EntityType> entityTypes() {
    return tables.keySet();
  }

  @Override
  public EntityPort port(EntityType type) {
    return new MemoryPort(this, table(type).rules());
  }

  @Override
  public List<Feed> feeds() {
    List<MemoryType> all = tables.values().stream().map(MemoryTable::rules).toList();
    return oneFeed
        ? List.of(new MemoryFeed(this, all))
        : all.stream().<Feed>map(each -> new MemoryFeed(this, List.of(each))).toList();
  }

  /** Lists in order, as large as the smallest batch among the types in it. */
  @Override
  public List<List<Write>> pack(List<Write> writes) {
    List<List<Write>> packs = new ArrayList<>();
    List<Write> pack = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    for (Write write : writes) {
      room = Math.min(room, table(write.type()).rules().batchSize());
      if (pack.size() >= room) {
        packs.add(List.copyOf(pack));
        pack.clear();
        room = table(write.type()).rules().batchSize();
      }
      pack.add(write);
    }
    if (!pack.isEmpty()) {
      packs.add(List.copyOf(pack));
    }
    return packs;
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    if (heeds && leaveBefore.isPast()) {
      throw new Unavailable(account, "write", "too late, nothing was sent", Duration.ZERO);
    }
    int allowed =
        writes.stream()
            .mapToInt(write -> table(write.type()).rules().callsInFlight())
            .min()
            .orElseThrow(() -> new IllegalStateException("an empty list of writes"));
    if (inFlight.incrementAndGet() > allowed) {
      throw new IllegalStateException("more than " + allowed + " writing calls in flight");
    }
    try {
      writer.check(writes);
      Optional<MemoryFault> fault = called(MemoryCall.WRITE);
      before(MemoryCall.WRITE, fault);
      return written(writes, fault);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private synchronized List<WriteResult> written(List<Write> writes, Optional<MemoryFault> fault) {
    landed();
    MemoryFault wrong = fault.orElse(null);
    if (wrong instanceof MemoryFault.LandsLate lands) {
      late.add(new Late(now(), now().plus(lands.after()), writes));
      throw unknown();
    }
    if (wrong instanceof MemoryFault.TakenIn taken) {
      late.add(new Late(now(), now().plus(taken.doneAfter()), writes));
      return accepted(writes, taken.confirmAfter());
    }
    if (wrong instanceof MemoryFault.TakenInOnly taken) {
      return accepted(writes, taken.confirmAfter());
    }
    if (wrong instanceof MemoryFault.LostBefore) {
      throw unknown();
    }
    if (wrong instanceof MemoryFault.AllStale) {
      return writes.stream().<WriteResult>map(each -> new WriteResult.Stale()).toList();
    }
    int done = wrong instanceof MemoryFault.Torn torn ? torn.done() : writes.size();
    done = wrong instanceof MemoryFault.Halted halted ? halted.done() : done;
    List<WriteResult> results = new ArrayList<>(writer.write(writes.subList(0, done), now()));
    if (wrong instanceof MemoryFault.LostAfter || wrong instanceof MemoryFault.Torn) {
      throw unknown();
    }
    if (wrong instanceof MemoryFault.Garbled) {
      throw new ProtocolBroken(account, "write", "expected results");
    }
    if (wrong instanceof MemoryFault.KilledAfter) {
      throw new MemoryFault.Killed("write of " + account);
    }
    while (results.size() < writes.size()) {
      results.add(new WriteResult.NotSent("halted"));
    }
    return results;
  }

  private List<WriteResult> accepted(List<Write> writes, Duration confirmAfter) {
    Instant confirmed = now().plus(confirmAfter);
    return writes.stream().<WriteResult>map(each -> new WriteResult.Accepted(confirmed)).toList();
  }

  private OutcomeUnknown unknown() {
    return new OutcomeUnknown(account, "write", "no answer");
  }

  /** What was under way long enough is done now. */
  private void landed() {
    for (Iterator<Late> each = late.iterator(); each.hasNext(); ) {
      Late call = each.next();
      if (!call.due().isAfter(now())) {
        each.remove();
        watch.landing(call.sentAt());
        writer.write(call.writes(), call.due());
        watch.landed();
      }
    }
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    if (creates.isEmpty()) {
      return List.of();
    }
    return call(
        MemoryCall.LOCATE, () -> creates.stream().map(each -> writer.locate(each, now())).toList());
  }

  /** One page of a list. */
  <T> T page(EntityType type, OnTable<T> what) {
    return call(MemoryCall.LIST, () -> what.at(table(type), now()));
  }

  /** Counts a call, lets it take its time and go wrong, and does it. */
  <T> T call(MemoryCall call, Supplier<T> what) {
    Optional<MemoryFault> fault = called(call);
    before(call, fault);
    T answer;
    synchronized (this) {
      landed();
      answer = what.get();
    }
    MemoryFault wrong = fault.orElse(null);
    if (wrong instanceof MemoryFault.KilledAfter) {
      throw new MemoryFault.Killed(call + " of " + account);
    }
    if (wrong instanceof MemoryFault.LostAfter || wrong instanceof MemoryFault.LostBefore) {
      throw new Unavailable(account, call.name(), "no answer", Duration.ofSeconds(1));
    }
    return answer;
  }

  private Optional<MemoryFault> called(MemoryCall call) {
    Optional<MemoryFault> fault = faults.called(call);
    return fault.isPresent() ? fault : watch.arriving(call);
  }

  private void before(MemoryCall call, Optional<MemoryFault> fault) {
    limits.ifPresent(MemoryQuota::oneCall);
    try {
      time.sleep(latency);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    faults.meanwhile(call);
    MemoryFault wrong = fault.orElse(null);
    String name = call.name().toLowerCase(Locale.ROOT);
    if (wrong instanceof MemoryFault.KilledBefore) {
      throw new MemoryFault.Killed(name + " of " + account);
    } else if (wrong instanceof MemoryFault.Down down) {
      throw new Unavailable(account, name, "down", down.retryAfter());
    } else if (wrong instanceof MemoryFault.OutOfQuota out) {
      throw new QuotaExhausted(account, name, "quota", now().plus(out.length()));
    } else if (wrong instanceof MemoryFault.TooMuch) {
      throw new TooLarge(account, name, "too much at once");
    } else if (wrong instanceof MemoryFault.Denied) {
      throw new AccessDenied(account, name, "not allowed", name);
    } else if (wrong instanceof MemoryFault.PositionLost) {
      throw new CursorLost(account, name, "the position is forgotten");
    }
  }

  MemoryTable table(EntityType type) {
    MemoryTable table = tables.get(type);
    if (table == null) {
      throw new IllegalArgumentException(account + " has no " + type);
    }
    return table;
  }

  /** What a caller is shown of an entity. */
  Entity shown(Entity entity, FieldSet wanted) {
    Entity shown = projected(entity, wanted);
    watch.shown(shown);
    return shown;
  }

  /** The entity with no more fields than asked for. */
  private static Entity projected(Entity entity, FieldSet wanted) {
    Entity less = entity;
    for (Field<?> field : entity.fields()) {
      if (!wanted.wants(field)) {
        less = less.without(field);
      }
    }
    return less;
  }

  @Override
  public Dictionaries dictionaries() {
    return fields;
  }

  /** The fields that administrators made. */
  MemoryFields fields() {
    return fields;
  }

  @Override
  public Optional<WebhookPort> webhooks() {
    return pushes ? Optional.of(webhooks) : Optional.empty();
  }

  /** What the vendor would push, for handing it to an engine. */
  public MemoryWebhooks pushed() {
    return webhooks;
  }

  /**
   * The account's limits; unlimited unless {@link Builder#quota} was said.
   *
   * @see #limits()
   */
  @Override
  public Quota quota() {
    return limits.<Quota>map(MemoryQuota::gate).orElseGet(Quota::unlimited);
  }

  /**
   * The limits as the system and its callers see them.
   *
   * @throws java.util.NoSuchElementException if there are none
   */
  public MemoryQuota limits() {
    return limits.orElseThrow();
  }

  @Override
  public long requests() {
    return faults.calls();
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return account.key();
  }

  /** Collects an account's types. Not thread-safe. */
  public static final class Builder {

    private static final Duration LATENCY = Duration.ofMillis(100);

    private final String name;
    private final TimeSource time;
    private final Map<EntityType, MemoryType> types = new LinkedHashMap<>();
    private Duration latency = LATENCY;
    private String identity;
    private boolean oneFeed;
    private boolean pushes = true;
    private boolean heeds = true;
    private @Nullable QuotaRules rules;
    private @Nullable Duration retention;

    private Builder(String name, TimeSource time) {
      this.name = name;
      this.identity = name;
      this.time = time;
    }

    /** The system's own id of the account; its name unless said otherwise. */
    public Builder identity(String own) {
      identity = own;
      return this;
    }

    /** The account has this type, treated like this. */
    public Builder with(MemoryType type) {
      types.put(type.type(), type);
      return this;
    }

    /** How long each call takes; a tenth of a second unless said otherwise. */
    public Builder latency(Duration ofEachCall) {
      latency = ofEachCall;
      return this;
    }

    /** Each call costs one unit of each of these limits, and waits until it may leave. */
    public Builder quota(QuotaRules published) {
      rules = published;
      return this;
    }

    /** One feed speaks of all types, which then must all have timestamps. */
    public Builder oneFeed() {
      oneFeed = true;
      return this;
    }

    /** Its feeds know what changed for so long only. */
    public Builder retention(Duration length) {
      retention = length;
      return this;
    }

    /** The system has no webhooks. */
    public Builder withoutWebhooks() {
      pushes = false;
      return this;
    }

    /** It sends however late it is, as a careless connector would. */
    public Builder heedless() {
      heeds = false;
      return this;
    }

    /** The account, empty. */
    public MemoryConnector build() {
      return new MemoryConnector(this);
    }
  }
}
