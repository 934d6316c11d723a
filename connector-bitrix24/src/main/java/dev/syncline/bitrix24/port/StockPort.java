package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.StockTable;
import dev.syncline.bitrix24.codec.Unwritable;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How much there is of products and variants, over all warehouses: written only where the portal's
 * inventory management is off, for else it follows from stock documents.
 *
 * @since 0.1
 */
public final class StockPort extends BitrixPort {

  private final StockShelf products;
  private final StockShelf variants;

  /** A port of one portal. */
  public StockPort(Portal portal) {
    this(
        portal,
        new StockShelf(new CatalogShelf(portal, Product.TYPE)),
        new StockShelf(new CatalogShelf(portal, Variant.TYPE)));
  }

  private StockPort(Portal portal, StockShelf products, StockShelf variants) {
    super(portal, List.of(products, variants));
    this.products = products;
    this.variants = variants;
  }

  @Override
  public Capabilities capabilities() {
    Capabilities.Builder all =
        Capabilities.builder()
            .fills(Filled.FIELDS)
            .callDeadline(portal.callDeadline())
            .settleTime(portal.settleTime())
            .clockTick(Portal.TICK);
    return portal.codes().inventory()
        ? all.reads(StockLevel.ITEM, StockLevel.QUANTITY).build()
        : all.can(Operation.CREATE, Operation.UPDATE)
            .guard(Guard.NATIVE_KEY)
            .chains()
            .readsAndCreates(StockLevel.ITEM)
            .readsAndWrites(StockLevel.QUANTITY)
            .build();
  }

  @Override
  public int weight(Write write) {
    return 1;
  }

  /** A level is a field of its item: making one sets it, and doing so twice is doing it once. */
  @Override
  public Script script(Write write, Function<String, Write.@Nullable Create> others) {
    if (portal.codes().inventory()) {
      throw new Unwritable(
          Refusal.Code.NOT_ALLOWED,
          "quantity",
          "the portal's inventory management is on: stock follows from its documents");
    }
    if (write instanceof Write.Create create) {
      Ref item = item(create.wanted());
      Object id = item.pending() ? new Command.Made(item.operationKey()) : (Object) item.id();
      return script(write, item, id, create.wanted());
    }
    if (write instanceof Write.Update update) {
      Entity wanted = update.wanted();
      return script(write, item(wanted), update.held().id(), wanted);
    }
    throw new Unwritable(Refusal.Code.UNSUPPORTED, "quantity", "a stock level is not removed");
  }

  private static Ref item(Entity level) {
    return level
        .get(StockLevel.ITEM)
        .orElseThrow(
            () -> new Unwritable(Refusal.Code.MISSING, "item", "a stock level needs its item"));
  }

  private Script script(Write write, Ref item, Object id, Entity wanted) {
    boolean variant = item.type().equals(Variant.TYPE);
    String wrapper = variant ? "offer" : "element";
    StockShelf shelf = variant ? variants : products;
    Command command =
        Command.of(
            variant ? "catalog.product.offer.update" : "catalog.product.update",
            "id",
            id,
            "fields",
            StockTable.write(wanted));
    return Scripts.of(
        write,
        wrapper,
        command,
        results -> {
          JsonNode head = results.get(0);
          return head == null ? null : shelf.read(head.path(wrapper));
        });
  }

  /** The item is there whether or not its level was set: only one that holds it was. */
  @Override
  public Listing locating(Write.Create create) {
    Ref item = item(create.wanted());
    StockShelf shelf = item.type().equals(Variant.TYPE) ? variants : products;
    Map<String, @Nullable Object> held = StockTable.filter(create.wanted());
    held.putAll(shelf.withIds(shelf.number(item.id()).map(List::of).orElse(List.of(0L))));
    return shelf.listing(FieldSet.of(), held);
  }
}
