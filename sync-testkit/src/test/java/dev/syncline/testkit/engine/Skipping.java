package dev.syncline.testkit.engine;

import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.EntityType;
import java.util.Set;

/** A feed whose pages skip one row, as offset pages do when rows move meanwhile. */
record Skipping(Feed real, String skipped) implements Feed {

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public Set<EntityType> types() {
    return real.types();
  }

  @Override
  public Cursor start(StartAt at) {
    return real.start(at);
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    Session session = real.open(from, wanted);
    return () ->
        session
            .next()
            .map(
                page ->
                    new Page(
                        page.changes().stream()
                            .filter(change -> !change.id().equals(skipped))
                            .toList(),
                        page.after(),
                        page.total(),
                        page.last(),
                        page.whole()));
  }
}
