package dev.syncline.examples.embedded;

import dev.syncline.Schedule;
import dev.syncline.Secrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs until it is told to stop; its README says what the environment may set.
 *
 * @since 0.1
 */
public final class Main {

  private static final int ANY_PORT = 0;

  private Main() {}

  /** Starts the backend, and prints the address of its status page. */
  public static void main(String[] args) throws Exception {
    Map<String, String> environment = System.getenv();
    boolean real = environment.containsKey(Accounts.BITRIX24);
    Fakes fakes = real ? null : Fakes.start();
    Accounts accounts =
        fakes == null ? Accounts.real(environment) : Accounts.ofFakes(fakes.places());
    Backend backend = Backend.start(real ? settings(environment) : ofFakes(), accounts);

    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  backend.close();
                  accounts.close();
                  if (fakes != null) {
                    fakes.close();
                  }
                  stopped.countDown();
                }));
    System.out.println("status page: " + backend.address());
    stopped.await();
  }

  private static Settings settings(Map<String, String> environment) {
    String secret = environment.get("SYNCLINE_SECRET");
    if (secret == null) {
      throw new IllegalStateException(
          "set SYNCLINE_SECRET to 16 random bytes in base64, and keep it: openssl rand -base64 16");
    }
    return new Settings(
        Integer.parseInt(environment.getOrDefault("PORT", "8080")),
        environment.getOrDefault("JDBC_URL", "jdbc:h2:file:./syncline"),
        environment.getOrDefault("JDBC_USER", "sa"),
        environment.getOrDefault("JDBC_PASSWORD", ""),
        Secrets.of(Base64.getDecoder().decode(secret)),
        schedule(),
        new SimpleMeterRegistry());
  }

  /** The fakes forget everything at the end, so the database begins anew with them. */
  private static Settings ofFakes() throws IOException {
    String file = Files.createTempDirectory("syncline").resolve("links").toString();
    return new Settings(
        ANY_PORT,
        "jdbc:h2:file:" + file,
        "sa",
        "",
        Secrets.of(new byte[Secrets.KEY_LENGTH]),
        schedule(),
        new SimpleMeterRegistry());
  }

  // begin: when it runs
  private static Schedule schedule() {
    return Schedule.every(Duration.ofMinutes(5)) // what changed, and what webhooks told sooner
        .nightly(LocalTime.of(3, 0), ZoneId.of("Europe/Moscow")); // everything is compared
  }

  // end
}
