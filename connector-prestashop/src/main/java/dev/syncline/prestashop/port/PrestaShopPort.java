package dev.syncline.prestashop.port;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopApi.One;
import dev.syncline.prestashop.PrestaShopApi.Presence;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.PrestaShopTime;
import dev.syncline.prestashop.codec.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and finds the entities of one type.
 *
 * <p>A list never convicts: what it does not show is asked for by its own address. Thread-safe.
 *
 * @since 0.1
 */
public final class PrestaShopPort implements EntityPort {

  private final Shelf shelf;
  private final Finder finder;
  private final Duration settleTime;

  /** The port of a type. */
  public PrestaShopPort(
      Kind kind, PrestaShopApi api, PrestaShopDictionaries dictionaries, Duration settleTime) {
    this.shelf = new Shelf(kind, api, dictionaries);
    this.finder = new Finder(shelf);
    this.settleTime = settleTime;
  }

  @Override
  public Capabilities capabilities() {
    Capabilities.Builder all =
        Capabilities.builder()
            .fills(Filled.FIELDS)
            .settleTime(settleTime)
            .callDeadline(shelf.api().writeTimeout())
            .clockTick(PrestaShopTime.TICK);
    shelf.kind().table().declare(all, shelf.api().version());
    Kind kind = shelf.kind();
    if (kind.isMadeHere() && may("POST")) {
      all.can(Operation.CREATE).guard(Guard.MARKER);
    }
    boolean changed =
        (kind.isMadeHere() && kind.isChangedHere(shelf.api().version()))
            || kind == Kind.ORDER
            || kind == Kind.INVOICE;
    if ((changed || kind == Kind.SHIPMENT)
        && may(shelf.api().version().patches() ? "PATCH" : "PUT")) {
      all.can(Operation.UPDATE);
    }
    if (kind.isRemovedHere() && may("DELETE")) {
      all.can(Operation.DELETE);
    }
    return all.build();
  }

  /**
   * Whether the key may do this. What every plan needs is asked for by the check; only what some
   * plans need is found missing here, for those to say so.
   */
  private boolean may(String method) {
    return switch (shelf.kind()) {
      case CUSTOMER, ADDRESS, PRICE, COUPON -> shelf.api().may(method, shelf.kind().resource());
      default -> true;
    };
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    Map<String, String> vendorIds = new LinkedHashMap<>();
    for (String id : ids) {
      readings.put(id, new Reading.Unseen());
      Ids.vendor(shelf.kind(), id).ifPresent(vendor -> vendorIds.put(id, vendor));
    }
    if (vendorIds.isEmpty()) {
      return readings;
    }
    Map<String, Row> listed = shelf.byId(vendorIds.values(), wanted);
    List<Row> found = new ArrayList<>();
    vendorIds.forEach(
        (id, vendor) -> {
          Row row = listed.get(vendor);
          readings.put(id, row == null ? asked(id, vendor, found) : told(id, row, found));
        });
    for (Entity entity : shelf.entities(found, wanted)) {
      readings.put(entity.id(), new Reading.Found(entity));
    }
    return readings;
  }

  private Reading told(String id, Row row, List<Row> found) {
    if (shelf.isGone(row)) {
      return new Reading.Gone();
    }
    if (shelf.isShown(row) && Ids.isOf(shelf.kind(), row, id)) {
      found.add(row);
    }
    return new Reading.Unseen();
  }

  private Reading asked(String id, String vendor, List<Row> found) {
    One one = shelf.api().one(shelf.kind().resource(), vendor);
    Optional<Row> row = Optional.ofNullable(one.row());
    if (row.isPresent()) {
      return told(id, row.get(), found);
    }
    return one.presence() == Presence.GONE ? new Reading.Gone() : new Reading.Unseen();
  }

  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    return finder.find(keys, wanted);
  }
}
