package dev.syncline.bitrix24.port;

import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Watermark;
import dev.syncline.model.EntityType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What changed in lists that say when a row changed. A first look enumerates by id; later ones ask
 * from a watermark.
 *
 * @since 0.1
 */
public final class ListFeed implements Feed {

  private final String name;
  private final BitrixPort port;
  private final Portal portal;
  private final List<Shelf> shelves;

  /** The feed of what a port reads. */
  public ListFeed(String name, BitrixPort port) {
    this.name = name;
    this.port = port;
    this.portal = port.portal;
    this.shelves = port.shelves();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<EntityType> types() {
    return shelves.stream().map(Shelf::type).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Cursor start(StartAt at) {
    FeedPosition position;
    if (at instanceof StartAt.Since since) {
      position = FeedPosition.at(Watermark.at(since.instant()), shelves.size());
    } else {
      position =
          at instanceof StartAt.Now
              ? FeedPosition.at(Watermark.at(portal.api().portalNow()), shelves.size())
              : FeedPosition.beginning(shelves.size());
    }
    return position.cursor();
  }

  @Override
  public boolean enumerates() {
    return true;
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    return new ListSession(port, position(from), wanted);
  }

  private FeedPosition position(Cursor from) {
    try {
      return FeedPosition.parse(from, shelves.size());
    } catch (RuntimeException unreadable) {
      throw new CursorLost(
          portal.api().account(),
          "feed " + name,
          "the cursor is not of this feed; start from the beginning");
    }
  }
}
