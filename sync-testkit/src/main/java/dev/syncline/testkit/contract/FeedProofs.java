package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.Change;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.testkit.contract.Workbench.Look;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the feed that lists a type must show, and when. */
final class FeedProofs {

  private static final int BOUND = 1_000;
  private static final int LOOKS = 6;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<Duration> STEPS =
      List.of(
          Duration.ZERO,
          Duration.ofMillis(1),
          Duration.ofMillis(500),
          Duration.ofMillis(499),
          Duration.ofSeconds(1),
          Duration.ofSeconds(119),
          Duration.ofMinutes(10));

  static final List<Proof<Sample>> ALL =
      List.of(
          Proof.of(
              "feed, beginning", "at rest everything is shown exactly once", FeedProofs::beginning),
          Proof.of(
              "feed, quiet",
              "after the end nothing is shown, at the declared cost",
              FeedProofs::quiet),
          Proof.of("feed, now", "from now on only later changes are shown", FeedProofs::now),
          Proof.of("feed, since", "since a moment what changed then is shown", FeedProofs::since),
          Proof.of("feed, edge", "a change at the cursor's edge is not missed", FeedProofs::edge),
          Proof.of(
              "feed, one tick",
              "more than a page of one moment is shown whole, in bounded pages",
              FeedProofs::oneTick),
          Proof.of(
              "feed, cursors",
              "a cursor survives as text, and an older one re-reads",
              FeedProofs::cursors),
          Proof.of(
              "feed, garbage",
              "a cursor of nobody is lost, or reads all again",
              FeedProofs::garbage),
          Proof.of("feed, deletions", "a deletion is shown", FeedProofs::deletions),
          Proof.of("one view", "list, read and search show one entity alike", FeedProofs::oneView));

  private FeedProofs() {}

  private static Feed listing(Workbench bench, Sample sample, String shown) {
    bench.settle(sample.type());
    return bench
        .listing(sample.type(), shown)
        .orElseThrow(() -> Proof.notDeclared("no feed has the type"));
  }

  private static Feed following(Workbench bench, Sample sample, String shown) {
    Feed feed = listing(bench, sample, shown);
    if (Workbench.enumerates(feed)) {
      throw Proof.notDeclared("every look shows everything");
    }
    return feed;
  }

  private static void beginning(Workbench bench, Sample sample) {
    bench.connector().check();
    List<String> ids = bench.make(sample, 3);
    Feed feed = listing(bench, sample, ids.get(0));
    Look look = bench.everythingOf(feed);
    assertThat(look.ids(sample.type())).doesNotHaveDuplicates().containsAll(ids);
    assertThat(look.pages().stream().flatMap(page -> page.changes().stream()))
        .allMatch(change -> feed.types().contains(change.type()));
    assertThat(look.changes(sample.type())).allMatch(c -> c.kind() == Change.Kind.CHANGED);
  }

  private static void quiet(Workbench bench, Sample sample) {
    bench.connector().check();
    String id = bench.make(sample, 1).get(0);
    Feed feed = following(bench, sample, id);
    Cursor[] at = {bench.everythingOf(feed).after()};
    for (int look = 0; look < LOOKS; look++) {
      bench.pass(HOUR);
      at[0] = bench.look(feed, at[0]).after();
    }
    Look[] last = new Look[1];
    assertThat(bench.cost(() -> last[0] = bench.look(feed, at[0])))
        .as("requests of a look at which nothing has changed")
        .isEqualTo(bench.ground().quietCost(feed.name()));
    assertThat(last[0].ids(sample.type())).isEmpty();
  }

  private static void now(Workbench bench, Sample sample) {
    bench.connector().check();
    String earlier = bench.make(sample, 1).get(0);
    Feed feed = following(bench, sample, earlier);
    bench.pass(HOUR);
    Cursor now = feed.start(new Feed.StartAt.Now());
    bench.pass(Duration.ofSeconds(2));
    String later = bench.make(sample, 1).get(0);
    bench.pass(bench.capabilities(sample.type()).searchLag());
    assertThat(bench.look(feed, now).ids(sample.type())).contains(later).doesNotContain(earlier);
  }

  private static void since(Workbench bench, Sample sample) {
    bench.connector().check();
    String earlier = bench.make(sample, 1).get(0);
    Feed feed = following(bench, sample, earlier);
    bench.pass(HOUR);
    Cursor since = feed.start(new Feed.StartAt.Since(bench.ground().time().now()));
    bench.pass(HOUR);
    String later = bench.make(sample, 1).get(0);
    bench.pass(HOUR);
    assertThat(bench.look(feed, since).ids(sample.type())).contains(later).doesNotContain(earlier);
    Cursor longAgo =
        feed.start(new Feed.StartAt.Since(bench.ground().time().now().minus(Duration.ofDays(1))));
    assertThat(bench.look(feed, longAgo).ids(sample.type())).contains(later, earlier);
  }

  /** Edits follow looks by nothing, by less than a tick and by more: each is in the next look. */
  private static void edge(Workbench bench, Sample sample) {
    bench.connector().check();
    if (!bench.capabilities(sample.type()).can(Operation.UPDATE)) {
      throw Proof.notDeclared("nothing can be changed");
    }
    Entity held = bench.make(sample);
    if (Mixture.changed(bench, sample, held).isEmpty()) {
      throw Proof.notDeclared("no list of changes shows what can be changed");
    }
    Feed feed = following(bench, sample, held.id());
    Cursor at = bench.everythingOf(feed).after();
    for (int round = 0; round < 2; round++) {
      for (Duration step : STEPS) {
        bench.pass(step);
        Entity delta = Mixture.changed(bench, sample, held).orElseThrow();
        assertThat(bench.write(bench.update(held, delta))).isInstanceOf(WriteResult.Written.class);
        bench.pass(bench.capabilities(sample.type()).searchLag());
        Look look = bench.look(feed, at);
        assertThat(look.ids(sample.type())).as("an edit %s after a look", step).contains(held.id());
        at = look.after();
        held = bench.read(sample.type(), held.id());
      }
    }
  }

  private static void oneTick(Workbench bench, Sample sample) {
    bench.connector().check();
    List<String> first = bench.make(sample, 1);
    Feed feed = listing(bench, sample, first.get(0));
    bench.pass(HOUR);
    Cursor before = bench.everythingOf(feed).after();
    List<String> ids = bench.make(sample, bench.ground().many(sample.type()));
    bench.pass(bench.capabilities(sample.type()).searchLag());
    Look poll = bench.look(feed, before);
    assertThat(poll.ids(sample.type())).as("polled").containsAll(ids);
    bench.settle(sample.type());
    Look all = bench.everythingOf(feed);
    assertThat(all.ids(sample.type())).doesNotHaveDuplicates().containsAll(ids);
    for (Look look : List.of(poll, all)) {
      assertThat(look.pages())
          .allSatisfy(page -> assertThat(page.changes()).hasSizeLessThanOrEqualTo(BOUND));
    }
    goesOn(bench, sample, feed, all);
  }

  /** Whoever stops behind a page and goes on from its cursor misses nothing. */
  private static void goesOn(Workbench bench, Sample sample, Feed feed, Look all) {
    Set<String> shown = new HashSet<>();
    for (Feed.Page page : all.pages()) {
      page.changes().forEach(change -> shown.add(change.id()));
      if (!page.last()) {
        Set<String> seen = new HashSet<>(shown);
        seen.addAll(bench.look(feed, page.after()).ids(sample.type()));
        assertThat(seen).containsAll(all.ids(sample.type()));
      }
    }
  }

  private static void cursors(Workbench bench, Sample sample) {
    bench.connector().check();
    String first = bench.make(sample, 1).get(0);
    Feed feed = listing(bench, sample, first);
    Cursor old = bench.everythingOf(feed).after();
    bench.pass(HOUR);
    List<String> ids = bench.make(sample, 2);
    bench.pass(HOUR);
    Look once = bench.look(feed, old);
    Look again = bench.look(feed, copied(old));
    assertThat(again.ids(sample.type())).isEqualTo(once.ids(sample.type())).containsAll(ids);
    for (Look look : List.of(once, again)) {
      for (Feed.Page page : look.pages()) {
        assertThat(page.after().text()).matches("\\p{Print}*").hasSizeLessThan(Cursor.MAX_LENGTH);
        bench.ground().secrets().forEach(s -> assertThat(page.after().text()).doesNotContain(s));
      }
    }
    bench.look(feed, copied(once.after()));
    assertThat(bench.look(feed, old).ids(sample.type())).as("an older cursor").containsAll(ids);
  }

  private static Cursor copied(Cursor cursor) {
    byte[] bytes = cursor.text().getBytes(StandardCharsets.UTF_8);
    return new Cursor(new String(bytes, StandardCharsets.UTF_8));
  }

  private static void garbage(Workbench bench, Sample sample) {
    bench.connector().check();
    String id = bench.make(sample, 1).get(0);
    Feed feed = listing(bench, sample, id);
    String genuine = bench.everythingOf(feed).after().text();
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "garbage",
                ";;;",
                "1;2",
                ",",
                "w",
                "99999999999999999999",
                "\u00fc",
                "{}"));
    texts.add("x" + genuine);
    for (String text : texts) {
      try {
        assertThat(bench.look(feed, new Cursor(text)).ids(sample.type()))
            .as("a look from '%s'", text)
            .contains(id);
      } catch (ConnectorException lost) {
        assertThat(lost).isInstanceOf(dev.syncline.connector.CursorLost.class);
        Secrets.named(lost, bench.connector().account());
      }
    }
  }

  private static void deletions(Workbench bench, Sample sample) {
    bench.connector().check();
    EntityType type = sample.type();
    if (!bench.capabilities(type).can(Operation.DELETE)) {
      throw Proof.notDeclared("nothing can be deleted");
    }
    Entity one = bench.make(sample);
    bench.settle(type);
    List<Feed> feeds =
        bench.connector().feeds().stream().filter(feed -> feed.types().contains(type)).toList();
    List<Cursor> at = feeds.stream().map(feed -> bench.everythingOf(feed).after()).toList();
    bench.pass(HOUR);
    if (!bench.ground().deletedByHand(type, one.id())) {
      assertThat(bench.write(bench.delete(one))).isInstanceOf(WriteResult.Written.class);
    }
    bench.settle(type);
    boolean told = false;
    for (int place = 0; place < feeds.size(); place++) {
      List<Change> changes = bench.look(feeds.get(place), at.get(place)).changes(type);
      assertThat(changes).noneMatch(c -> c.id().equals(one.id()) && c.content().isPresent());
      told |=
          changes.stream().anyMatch(c -> c.kind() == Change.Kind.GONE && c.id().equals(one.id()));
    }
    if (!told) {
      throw Proof.notDeclared("feeds do not tell what is gone; a read does");
    }
  }

  private static void oneView(Workbench bench, Sample sample) {
    bench.connector().check();
    Entity read = bench.make(sample);
    Feed feed = listing(bench, sample, read.id());
    Change change =
        bench.everythingOf(feed).changes(sample.type()).stream()
            .filter(each -> each.id().equals(read.id()))
            .findFirst()
            .orElseThrow();
    change.content().ifPresent(listed -> alike("in the list", listed, read));
    List<String> two = List.of(read.id(), bench.make(sample, 1).get(0));
    Object among =
        bench.connector().port(sample.type()).read(two, bench.everything()).get(read.id());
    alike(
        "read among others",
        ((dev.syncline.connector.Reading.Found) Objects.requireNonNull(among)).entity(),
        read);
    for (List<Field<?>> fields : sample.keys()) {
      for (MatchKey key : MatchKey.of(read, fields, PhoneRules.digits())) {
        bench
            .connector()
            .port(sample.type())
            .find(List.of(key), bench.everything())
            .values()
            .forEach(
                findings ->
                    findings.hits().stream()
                        .filter(hit -> hit.id().equals(read.id()))
                        .forEach(hit -> alike("found by " + key, hit, read)));
      }
    }
  }

  private static void alike(String when, Entity one, Entity other) {
    assertThat(names(one)).as("fields told " + when).isEqualTo(names(other));
    Agreement.agree(when, one, other, Set.of());
    assertThat(one.version()).as("version " + when).isEqualTo(other.version());
    assertThat(one.marker()).as("marker " + when).isEqualTo(other.marker());
  }

  private static Set<String> names(Entity entity) {
    Set<String> names = new java.util.TreeSet<>();
    entity.fields().stream().filter(field -> !field.custom()).forEach(f -> names.add(f.name()));
    return names;
  }
}
