package dev.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.examples.bitrix24moysklad.BitrixMoySkladPlayground;
import dev.syncline.examples.world.SeededWorld;
import dev.syncline.examples.world.SeededWorld.Client;
import dev.syncline.examples.world.WorldMaker;
import dev.syncline.examples.world.WorldSize;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.fake.Fault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People's names, phones, addresses and words go through the whole demo: first sync, edits, a
 * conflict, refusals that quote them, broken answers, webhooks. Neither the databases' files nor
 * the logs, every level of them, hold one of them, nor a secret.
 */
class NoPersonalDataTest {

  private static final String PLAN = "bitrix24-moysklad";
  private static final int RECORDS = 30;
  private static final int SEED = 4;
  private static final Duration AT_MOST = Duration.ofMinutes(6);
  private static final int SHORTEST = 6;
  private static final int DIGITS_OF_A_PHONE = 10;
  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  /** What people wrote beyond what the seeded world holds. */
  private static final List<String> WRITTEN =
      List.of(
          "Верещагинская",
          "keine Adresse von Vereshchagin",
          "7707083893",
          "40702810900000000001",
          "044525225",
          "Тайнинская улица, 17-3",
          "диабет второго типа",
          "der Nachbar heisst Quasimodo",
          "квартира Шереметьевых");

  @TempDir private static Path folder;

  private static final Set<String> SECRETS = new LinkedHashSet<>();
  private static String natively = "";

  @BeforeAll
  static void demos() {
    CompletableFuture<Void> sqlite = CompletableFuture.runAsync(() -> demo("sqlite", "sqlite"));
    CompletableFuture<Void> postgres = CompletableFuture.runAsync(NoPersonalDataTest::onPostgres);
    demo("h2", "h2");
    CompletableFuture.allOf(sqlite, postgres).join();
  }

  private static void onPostgres() {
    Path unpacked = Path.of("target", "postgres").toAbsolutePath();
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(unpacked.toFile())
            .setDataDirectory(folder.resolve("postgres").resolve("links"))
            .setCleanDataDirectory(false)
            .start()) {
      demo("postgres", "postgres:" + server.getJdbcUrl("postgres", "postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SeededWorld world() {
    return WorldMaker.make(WorldSize.of(RECORDS), SEED);
  }

  private static void demo(String name, String store) {
    try (Playground people = new Talkative(BitrixMoySkladPlayground.serve(world()));
        ControlDesk desk = ControlDesk.open(people)) {
      remember(people);
      Path report = folder.resolve(name).resolve("report.json");
      Files.createDirectories(report.getParent());
      String options =
          "-Dslf4j.provider=%s -D%s=%s"
              .formatted(FileLogs.class.getName(), FileLogs.FILE, report.resolveSibling("log"));
      try (Forked engine =
          Forked.of(
              Demo.class,
              Map.of("JDK_JAVA_OPTIONS", options),
              "256m",
              PLAN,
              "--store",
              store,
              "--fakes",
              desk.base().toString(),
              "--report",
              report.toString())) {
        int unused = engine.end(AT_MOST); // what was refused is no success
        Files.writeString(report.resolveSibling("said"), engine.said());
        assertThat(report).as(engine.said()).exists();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized void remember(Playground people) {
    people
        .places()
        .forEach(
            (name, value) -> {
              if (name.equals("BITRIX24_WEBHOOK_URL")) {
                SECRETS.add(value.replaceAll("/+$", "").replaceAll(".*/", ""));
              } else if (!name.equals("MOYSKLAD_API")) {
                SECRETS.add(value);
              }
            });
    natively = ((Talkative) people).inner().account().products().all().get(0).id();
  }

  @Test
  void noFileOfH2HoldsThem() {
    assertThat(found(folder.resolve("h2/links"), unspeakable())).isEmpty();
  }

  @Test
  void noFileOfSqliteHoldsThem() {
    assertThat(found(folder.resolve("sqlite/links"), unspeakable())).isEmpty();
  }

  @Test
  void noFileOfPostgresHoldsThem() {
    assertThat(found(folder.resolve("postgres/links"), unspeakable())).isEmpty();
  }

  @Test
  void noLogLineHoldsThem() throws IOException {
    for (String store : List.of("h2", "sqlite", "postgres")) {
      Path log = folder.resolve(store).resolve("log");
      assertThat(Files.readString(log))
          .contains("DEBUG dev.syncline.http", "INFO dev.syncline", "WARN dev.syncline")
          .contains("failed: REFUSED", "INVALID (email)");
      assertThat(found(log, unspeakable())).as(store).isEmpty();
    }
  }

  /** What is sought would be found: an id is, and so is a value that somebody keeps. */
  @Test
  void whatIsKeptIsFoundInTheFiles() {
    assertThat(found(folder.resolve("postgres/links"), Set.of(natively))).isNotEmpty();
    for (String store : List.of("h2", "sqlite")) {
      assertThat(found(folder.resolve(store).resolve("links"), Set.of(natively))).isNotEmpty();

      Path careless = folder.resolve(store + "-careless");
      try (DemoStore kept = DemoStore.fresh(store, careless)) {
        byte[] value = WRITTEN.get(0).getBytes(StandardCharsets.UTF_8);
        kept.links()
            .commit(
                StoreUpdate.under(List.of())
                    .put(new Entry("demo", "note", WRITTEN.get(1), value))
                    .build());
      }
      assertThat(found(careless, unspeakable()))
          .anySatisfy(each -> assertThat(each).endsWith(WRITTEN.get(0)))
          .anySatisfy(each -> assertThat(each).endsWith(WRITTEN.get(1)));
    }
  }

  private static Set<String> unspeakable() {
    Set<String> all = new LinkedHashSet<>(WRITTEN);
    all.addAll(SECRETS);
    for (Client client : world().clients()) {
      String digits = client.phone().replaceAll("\\D", "");
      all.addAll(List.of(client.last(), client.first(), client.middle(), client.title()));
      all.addAll(List.of(client.email(), client.phone(), client.comment()));
      all.add(digits.substring(Math.max(0, digits.length() - DIGITS_OF_A_PHONE)));
    }
    world().deals().forEach(deal -> all.addAll(List.of(deal.title(), deal.comment())));
    all.removeIf(each -> each.strip().length() < SHORTEST);
    List.copyOf(all).forEach(each -> all.add(each.toLowerCase(Locale.ROOT)));
    return all;
  }

  private static List<String> found(Path where, Set<String> values) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(where)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String value : values) {
          for (Charset charset : CHARSETS) {
            if (bytes.contains(new String(value.getBytes(charset), StandardCharsets.ISO_8859_1))) {
              found.add(file.getFileName() + " " + charset + ": " + value);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** People who write what they should not, in accounts that break under way. */
  private static final class Talkative extends ForwardingPlayground {

    private long waits;

    Talkative(BitrixMoySkladPlayground inner) {
      super(inner);
      FakeObject agent = inner.account().counterparties().all().get(0);
      inner.account().counterparties().update(agent.id(), Talkative::particulars);
    }

    private static void particulars(ObjectNode body) {
      body.put("companyType", "legal").put("inn", WRITTEN.get(2));
      body.put("actualAddress", WRITTEN.get(5)).put("legalAddress", WRITTEN.get(8));
      body.putArray("accounts")
          .addObject()
          .put("accountNumber", WRITTEN.get(3))
          .put("bic", WRITTEN.get(4));
    }

    @Override
    public Played play(Act act) {
      if (act == Act.EDITS) {
        edits();
      } else if (act == Act.DELETION) {
        inner().portal().deals().delete(waits);
      }
      Played played = super.play(act);
      if (act == Act.EDITS) {
        breaks();
      }
      return played;
    }

    private void edits() {
      var contact = inner().portal().contacts().all().get(0);
      inner().portal().contacts().update(contact.id(), "lastName", WRITTEN.get(0));
      inner().portal().contacts().update(contact.id(), "comments", WRITTEN.get(6));
      var refused =
          inner()
              .portal()
              .contacts()
              .add(draft -> draft.name("Виктория").lastName(WRITTEN.get(0)).email(WRITTEN.get(1)));
      waits =
          inner()
              .portal()
              .deals()
              .add(draft -> draft.title("Заказ на дом").contacts(refused.id()).row("S-1", 1, "10"))
              .id();
      FakeObject order = inner().account().customerOrders().all().get(0);
      inner()
          .account()
          .customerOrders()
          .update(order.id(), body -> body.put("description", WRITTEN.get(7)));
    }

    /** Answers that hold all of it are cut in the middle, or never come. */
    private void breaks() {
      inner().account().faults().onNext("POST", "/entity/", Fault.MALFORMED);
      inner().account().faults().onNext("GET", "/entity/customerorder", Fault.MALFORMED);
      inner().account().faults().onNext("GET", "/entity/counterparty", Fault.MALFORMED);
      inner().portal().faults().onNext("POST", "crm.item.update", Fault.MALFORMED);
    }
  }
}
