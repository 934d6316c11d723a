package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All sections at every look, parents first: the vendor does not say when a section changed.
 *
 * @since 0.1
 */
public final class SectionFeed implements Feed {

  private static final int PAGE = 500;
  private static final Cursor ALWAYS = new Cursor("all");

  private final Portal portal;

  /** The feed of one portal. */
  public SectionFeed(Portal portal) {
    this.portal = portal;
  }

  @Override
  public String name() {
    return "sections";
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(Category.TYPE);
  }

  @Override
  public Cursor start(StartAt at) {
    return ALWAYS;
  }

  @Override
  public boolean enumerates() {
    return true;
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    return new All(wanted);
  }

  /** One look: the vendor is asked at the first page, and every page goes on from the beginning. */
  private final class All implements Session {

    private final FieldSet wanted;
    private @Nullable List<Entity> sections;
    private int shown;
    private boolean done;

    All(FieldSet wanted) {
      this.wanted = wanted;
    }

    @Override
    public Optional<Page> next() {
      if (done) {
        return Optional.empty();
      }
      List<Entity> all = sections == null ? sections(wanted) : sections;
      sections = all;
      int to = Math.min(all.size(), shown + PAGE);
      List<Change> changes =
          all.subList(shown, to).stream().map(each -> Change.snapshot(each, null)).toList();
      shown = to;
      done = to == all.size();
      return Optional.of(new Page(changes, ALWAYS, OptionalLong.of(all.size()), done, done));
    }
  }

  private List<Entity> sections(FieldSet wanted) {
    SectionShelf shelf = new SectionShelf(portal);
    if (!shelf.present()) {
      return List.of();
    }
    List<JsonNode> rows = shelf.listing(wanted, Map.of()).all(portal.api());
    Map<String, Entity> byId = new LinkedHashMap<>();
    Map<String, String> parents = new LinkedHashMap<>();
    List<Entity> entities = shelf.read(rows, wanted);
    for (int at = 0; at < rows.size(); at++) {
      byId.put(entities.get(at).id(), entities.get(at));
      parents.put(entities.get(at).id(), rows.get(at).path("iblockSectionId").asText());
    }
    List<Entity> ordered = new ArrayList<>();
    Set<String> placed = new java.util.HashSet<>();
    byId.keySet().forEach(id -> place(id, byId, parents, placed, ordered));
    return ordered;
  }

  private static void place(
      String id,
      Map<String, Entity> byId,
      Map<String, String> parents,
      Set<String> placed,
      List<Entity> ordered) {
    Entity section = byId.get(id);
    if (section == null || !placed.add(id)) {
      return;
    }
    place(parents.getOrDefault(id, ""), byId, parents, placed, ordered);
    ordered.add(section);
  }
}
