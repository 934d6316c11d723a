package dev.syncline.moysklad.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Watermark;
import dev.syncline.model.EntityType;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.MoySkladTime;
import dev.syncline.moysklad.codec.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was deleted, as the account's audit tells it, which lists do not: one request a look, and
 * one more for each deletion, because only its events name the entity. It needs an administrator.
 *
 * <p>The audit shows the newest first and takes no order, so a look moves its cursor only once it
 * has come to its end. Thread-safe; its sessions are not.
 *
 * @since 0.1
 */
public final class DeletionFeed implements Feed {

  private static final String NAME = "deletions";

  /** The largest page of the audit. */
  private static final int PAGE = 100;

  private static final String FILTER = "eventType=delete;eventType=puttorecyclebin;moment>=";
  private static final Set<String> DELETIONS = Set.of("delete", "puttorecyclebin");
  private static final int PARTS = 10;
  private static final Duration TICK = Duration.ofMillis(1);

  private final MoySkladApi api;
  private final Duration lag;
  private final Duration kept;

  /**
   * A feed.
   *
   * @param lag the longest time after which an event shows up in the audit
   * @param kept how long the account's audit is kept
   */
  public DeletionFeed(MoySkladApi api, Duration lag, Duration kept) {
    this.api = api;
    this.lag = lag;
    this.kept = kept;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<EntityType> types() {
    Set<EntityType> types = new LinkedHashSet<>();
    for (Resource resource : Resource.values()) {
      if (resource != Resource.PERSON) {
        types.add(resource.type());
      }
    }
    return Set.copyOf(types);
  }

  @Override
  public Optional<Duration> retention() {
    return Optional.of(kept);
  }

  /** From the beginning there is nothing to tell: what was deleted before is in no list. */
  @Override
  public Cursor start(StartAt at) {
    Instant from = at instanceof StartAt.Since since ? since.instant() : api.time().now();
    return new Cursor(Watermark.at(from).text());
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    Watermark mark;
    try {
      mark = Watermark.parse(from.text());
    } catch (RuntimeException unreadable) {
      throw lost("the cursor is not of this feed; start again");
    }
    if (mark.settled().isBefore(api.time().now().minus(kept))) {
      throw lost("the audit is kept for " + kept.toDays() + " days only; start again");
    }
    return new Looking(mark);
  }

  private CursorLost lost(String why) {
    return new CursorLost(api.account(), "feed " + NAME, why);
  }

  /** One look, from the newest event back to the mark. */
  private final class Looking implements Session {

    private final Watermark mark;
    private final Instant asked = api.time().now();
    private int offset;
    private boolean ended;
    private @Nullable Instant newest;

    Looking(Watermark mark) {
      this.mark = mark;
    }

    @Override
    public Optional<Page> next() {
      if (ended) {
        return Optional.empty();
      }
      List<JsonNode> contexts = contexts();
      ended = contexts.size() < PAGE;
      offset += contexts.size();
      Set<Change> changes = new LinkedHashSet<>();
      for (JsonNode context : contexts) {
        saw(MoySkladTime.instant(context.path("moment").asText("")));
        if (concerns(context)) {
          changes.addAll(deletions(context));
        }
      }
      Cursor after = new Cursor((ended ? after() : mark).text());
      return Optional.of(new Page(List.copyOf(changes), after, OptionalLong.empty(), ended, false));
    }

    /** A mark that nothing moves would grow too old for the audit, quiet as the account may be. */
    private Watermark after() {
      boolean old = mark.settled().isBefore(asked.minus(kept.dividedBy(PARTS)));
      boolean all = mark.from(asked, lag).equals(mark.settled());
      return newest == null && old && all
          ? Watermark.at(asked.minus(lag))
          : mark.after(asked, newest, lag, TICK);
    }

    private List<JsonNode> contexts() {
      return api.page(
              "audit",
              Map.of(
                  "filter", FILTER + MoySkladTime.text(mark.from(asked, lag)),
                  "limit", Integer.toString(PAGE),
                  "offset", Integer.toString(offset)))
          .rows();
    }

    private void saw(Optional<Instant> moment) {
      moment
          .filter(each -> newest == null || each.isAfter(newest))
          .ifPresent(
              each -> {
                newest = each;
                api.time().saw(each);
              });
    }
  }

  /** A context that speaks of several types names none. */
  private static boolean concerns(JsonNode context) {
    String type = context.path("entityType").asText("");
    return type.isEmpty() || Resource.listed(type).isPresent();
  }

  private List<Change> deletions(JsonNode context) {
    List<Change> changes = new ArrayList<>();
    String path = "audit/" + context.path("id").asText("") + "/events";
    for (JsonNode event : api.all(path, Map.of(), PAGE)) {
      if (DELETIONS.contains(event.path("eventType").asText(""))) {
        change(event.path("entity")).ifPresent(changes::add);
      }
    }
    return changes;
  }

  private static Optional<Change> change(JsonNode entity) {
    return Resource.listed(Meta.type(entity))
        .flatMap(
            resource -> Meta.id(entity).map(id -> Change.gone(resource.type(), resource.id(id))));
  }

  @Override
  public String toString() {
    return "feed " + NAME;
  }
}
