package dev.syncline.http;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Unavailable;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the calls of one account, each at most once, and says honestly what became of them.
 *
 * <p>A call waits for its quota first, on the injected clock; its time limit covers only the
 * exchange. Every status is an answer. What is thrown instead: {@link Unavailable} if nothing was
 * sent, or if a read got no answer; {@link OutcomeUnknown} if a write may have been sent and no
 * trustworthy answer came, an oversized or garbled one included; {@link TooLarge} and {@link
 * ProtocolBroken} for a read whose answer is too long or not what its headers say; {@link
 * QuotaExhausted} if the quota opens later than the rules' patience. An interrupted thread stays
 * interrupted. No message holds a secret, a query value or a body. Nothing is ever repeated (proved
 * by {@code OneExchangeTest}).
 *
 * <p>Thread-safe; blocks the calling thread.
 *
 * @since 0.1
 */
public final class HttpTransport implements AutoCloseable {

  /** How much an answer may hold unless said otherwise: 64 MiB. */
  public static final long DEFAULT_MAX_RESPONSE_BYTES = 64L << 20;

  /** How long connecting may take unless said otherwise. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** How long an exchange may take unless said otherwise. */
  public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(60);

  /**
   * Below the 30 seconds after which common servers drop a connection: a dropped one would lose a
   * write.
   */
  private static final Duration KEEP_IDLE = Duration.ofSeconds(25);

  private static final int IDLE_CONNECTIONS = 8;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

  /**
   * Counts since this transport was built.
   *
   * @param sent calls of which a byte may have left
   * @param answered calls that got a whole answer
   * @param refused calls that were given up before a byte left
   */
  public record Requests(long sent, long answered, long refused) {}

  private final Account account;
  private final TimeSource time;
  private final QuotaGate quota;
  private final String userAgent;
  private final Duration callTimeout;
  private final long maxResponseBytes;
  private final Redaction redaction;
  private final Classifier classifier;
  private final boolean fake;
  private final OkHttpClient client;
  private final LongAdder sent = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile boolean closed;

  private HttpTransport(Builder from) {
    this.account = from.account;
    this.time = from.time;
    this.quota = from.quota == null ? new QuotaGate(QuotaRules.none(), from.time) : from.quota;
    this.userAgent = from.userAgent;
    this.callTimeout = from.callTimeout;
    this.maxResponseBytes = from.maxResponseBytes;
    List<String> fixed = List.copyOf(from.secrets);
    Supplier<? extends Collection<String>> changing = from.changingSecrets;
    this.redaction = new Redaction(() -> both(fixed, changing.get()));
    this.classifier = from.classifier;
    this.fake = from.under != null;
    this.client = client(from);
  }

  /** A transport for one account. */
  public static Builder builder(Account account) {
    return new Builder(account);
  }

  /**
   * Sends one call, once.
   *
   * @return any answer that came whole, whatever its status, unless the classifier makes an error
   *     of it
   * @throws ConnectorException as the class says
   */
  public HttpAnswer exchange(HttpCall call) {
    if (closed) {
      throw new IllegalStateException("the transport of " + account + " is closed");
    }
    HttpAnswer answer;
    try (QuotaGate.Permit permit = permit(call)) {
      answer = send(call);
      // Before the place is free: the next call must already see a pause that this answer asked
      // for.
      quota.answered(call, answer);
    }
    classifier.check(call, answer);
    return answer;
  }

  /** What was sent so far. */
  public Requests requests() {
    return new Requests(sent.sum(), answered.sum(), refused.sum());
  }

  /** The quotas that its calls take from. */
  public QuotaGate quota() {
    return quota;
  }

  /** Whose calls these are. */
  public Account account() {
    return account;
  }

  /** A text without this account's secrets, user-info and query values. */
  public String redacted(String text) {
    return redaction.of(text);
  }

  /** Breaks off what is running and closes the connections. */
  @Override
  public void close() {
    closed = true;
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }

  OkHttpClient client() {
    return client;
  }

  private QuotaGate.Permit permit(HttpCall call) {
    if (Thread.currentThread().isInterrupted()) {
      throw unsent(call, "the thread was interrupted", RETRY_AFTER);
    }
    Instant patient = quota.rules().patience().map(time.now()::plus).orElse(Instant.MAX);
    Instant deadline = lastMoment(call);
    if (!time.now().isBefore(deadline)) {
      throw leaseTooShort(call);
    }
    try {
      Optional<QuotaGate.Permit> permit =
          quota.acquire(call.costs(), patient.isBefore(deadline) ? patient : deadline);
      return permit.orElseThrow(
          () -> patient.isBefore(deadline) ? exhausted(call) : opensTooLate(call));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unsent(call, "the thread was interrupted while waiting for the quota", RETRY_AFTER);
    }
  }

  private Instant lastMoment(HttpCall call) {
    Instant ours = call.hardDeadline().orElse(Instant.MAX);
    Instant theirs = call.deadline().on(time);
    return theirs.isBefore(ours) ? theirs : ours;
  }

  private HttpAnswer send(HttpCall call) {
    Attempt attempt = new Attempt(call, time, sent::increment);
    Call sending = client.newCall(Requesting.of(call, userAgent, attempt));
    // Behind a fake time is virtual: a real time limit would strike at random.
    Duration limit = fake ? Duration.ZERO : call.timeout().orElse(callTimeout);
    sending.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    Instant began = time.now();
    try (Response response = sending.execute()) {
      byte[] body = BoundedBody.read(response, call.maxResponseBytes().orElse(maxResponseBytes));
      Duration took = Duration.between(began, time.now());
      HttpAnswer answer =
          new HttpAnswer(attempt.status(response.code()), headers(response.headers()), body, took);
      answered.increment();
      LOG.debug("{}, {}: {}", account, label(call), answer);
      return answer;
    } catch (IOException failed) {
      ConnectorException named = failure(call, attempt, failed, limit);
      LOG.debug("{}", named.getMessage());
      throw named;
    }
  }

  private ConnectorException failure(
      HttpCall call, Attempt attempt, IOException failed, Duration limit) {
    String why = Words.of(failed, attempt.left(), limit);
    if (Words.isInterrupt(failed)) {
      Thread.currentThread().interrupt();
    }
    if (failed instanceof Attempt.TooLate) {
      return leaseTooShort(call);
    }
    if (!attempt.left() || (fake && failed instanceof ConnectException)) {
      return unsent(call, why + ", nothing was sent", RETRY_AFTER);
    }
    if (call.effect() == Effect.WRITE) {
      return new OutcomeUnknown(account, label(call), why + ", it may have happened");
    }
    if (failed instanceof BoundedBody.TooLong) {
      return new TooLarge(account, label(call), why + "; ask for less");
    }
    if (failed instanceof BoundedBody.Garbled) {
      return new ProtocolBroken(
          account, label(call), "expected a plain or gzip body, got " + failed.getMessage());
    }
    return new Unavailable(account, label(call), why, RETRY_AFTER);
  }

  private Unavailable leaseTooShort(HttpCall call) {
    return unsent(call, "lease too short, nothing was sent", Duration.ZERO);
  }

  /** The caller may come back with a longer lease when the quota opens. */
  private Unavailable opensTooLate(HttpCall call) {
    Duration wait = Duration.between(time.now(), quota.readyAt(call.costs()));
    return unsent(
        call,
        "lease too short for the quota, nothing was sent",
        wait.isNegative() ? Duration.ZERO : wait);
  }

  private Unavailable unsent(HttpCall call, String why, Duration retryAfter) {
    refused.increment();
    return new Unavailable(account, label(call), why, retryAfter);
  }

  private QuotaExhausted exhausted(HttpCall call) {
    refused.increment();
    Instant until = quota.readyAt(call.costs());
    return new QuotaExhausted(
        account, label(call), "the quota " + call.costs().keySet() + " opens at " + until, until);
  }

  private String label(HttpCall call) {
    return redacted(call.label());
  }

  private static Map<String, List<String>> headers(Headers headers) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    headers.toMultimap().forEach((name, all) -> values.put(name.toLowerCase(Locale.ROOT), all));
    return values;
  }

  private static List<String> both(List<String> fixed, Collection<String> changing) {
    List<String> all = new ArrayList<>(fixed);
    all.addAll(changing);
    return all;
  }

  private static OkHttpClient client(Builder from) {
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .authenticator(Authenticator.NONE)
            .proxyAuthenticator(Authenticator.NONE)
            .socketFactory(new NoDelaySockets())
            .connectionPool(
                new ConnectionPool(IDLE_CONNECTIONS, KEEP_IDLE.toSeconds(), TimeUnit.SECONDS))
            .connectTimeout(from.connectTimeout)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addNetworkInterceptor(new OneExchange());
    Interceptor under = from.under;
    if (under != null) {
      client.addInterceptor(HttpTransport::leave).addInterceptor(under);
    }
    return client.build();
  }

  /** A fake stands for the wire: what goes to it has left. */
  private static Response leave(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Objects.requireNonNull(request.tag(Attempt.class), "attempt").leave();
    return chain.proceed(request);
  }

  /** Collects a transport; checks each part when it is set. Not thread-safe. */
  public static final class Builder {

    private final Account account;
    private final List<String> secrets = new ArrayList<>();
    private Supplier<? extends Collection<String>> changingSecrets = List::of;
    private TimeSource time = TimeSource.system();
    private @Nullable QuotaGate quota;
    private String userAgent = "Syncline";
    private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
    private long maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES;
    private Classifier classifier = (call, answer) -> {};
    private @Nullable Interceptor under;

    private Builder(Account account) {
      this.account = Objects.requireNonNull(account, "account");
    }

    /** The clock by which it waits and measures. */
    public Builder time(TimeSource source) {
      this.time = Objects.requireNonNull(source, "source");
      return this;
    }

    /** The account's quotas; without them nothing is limited. */
    public Builder quota(QuotaGate gate) {
      this.quota = Objects.requireNonNull(gate, "gate");
      return this;
    }

    /** How it names itself. */
    public Builder userAgent(String name) {
      this.userAgent = Objects.requireNonNull(name, "name");
      return this;
    }

    /** How long connecting may take. */
    public Builder connectTimeout(Duration atMost) {
      this.connectTimeout = HttpCall.positive(atMost);
      return this;
    }

    /** How long an exchange may take, connecting included. */
    public Builder callTimeout(Duration atMost) {
      this.callTimeout = HttpCall.positive(atMost);
      return this;
    }

    /** How many bytes an inflated answer may have. */
    public Builder maxResponseBytes(long bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("an answer needs room");
      }
      this.maxResponseBytes = bytes;
      return this;
    }

    /** Adds texts that no message may hold. */
    public Builder secrets(String... texts) {
      secrets.addAll(List.of(texts));
      return this;
    }

    /** Where to ask, at each message, for secrets that change, such as tokens. */
    public Builder secrets(Supplier<? extends Collection<String>> source) {
      this.changingSecrets = Objects.requireNonNull(source, "source");
      return this;
    }

    /** What makes errors of a vendor's answers. */
    public Builder classifier(Classifier knows) {
      this.classifier = Objects.requireNonNull(knows, "knows");
      return this;
    }

    /** Puts a fake in place of the network; time limits do not apply then. */
    public Builder under(Interceptor fake) {
      this.under = Objects.requireNonNull(fake, "fake");
      return this;
    }

    /** The transport. */
    public HttpTransport build() {
      return new HttpTransport(this);
    }
  }
}
