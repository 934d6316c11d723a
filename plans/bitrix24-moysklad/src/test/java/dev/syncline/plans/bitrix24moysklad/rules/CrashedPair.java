package dev.syncline.plans.bitrix24moysklad.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.bitrix24.codec.MultiFields;
import dev.syncline.bitrix24.codec.Prices;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.Connector;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.crash.Contents;
import dev.syncline.testkit.crash.CrashProcess;
import dev.syncline.testkit.crash.CrashScenario;
import dev.syncline.testkit.crash.CrashWorld;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A small portal and a small account, broken at each request that reaches either of them. */
final class CrashedPair implements CrashScenario {

  /** What the fakes' connectors declare. */
  private static final Duration SETTLES = Duration.ofSeconds(1);

  /** A portal dates a deal by the day on which it is made. */
  private static final Field<?>[] WHEN = {Order.PLACED_AT, Order.PLANNED_ON};

  /** They follow the order in which things are made. */
  private static final Field<?>[] NATIVE_IDS = {
    Prices.idField(Product.TYPE), Prices.idField(Variant.TYPE), MultiFields.RECORDS
  };

  @Override
  public String name() {
    return "bitrix24-moysklad";
  }

  @Override
  public CrashWorld world(VirtualTime time) {
    return new Scene(new Desk(time));
  }

  @Override
  public String toString() {
    return name();
  }

  private static final class Scene implements CrashWorld {

    private final Desk desk;
    private final Portal portal;
    private final Stock stock;
    private final List<Connector> open = new ArrayList<>();

    Scene(Desk desk) {
      this.desk = desk;
      this.portal = desk.portal;
      this.stock = desk.stock;
    }

    @Override
    public List<Act> story() {
      return List.of(
          new Act("first sync", this::fill),
          new Act("edits", this::edit),
          new Act("a deletion", this::delete));
    }

    private void fill() {
      portal.product("Tea", "TEA-1");
      long acme = portal.company("Acme");
      portal.person("Petrova", "Anna");
      long deal = portal.deal("NEW", acme, "TEA-1");
      portal.deal("NEW", acme, "TEA-1", draft -> draft.title("Second").row("CAKE-1", 2, "50"));
      portal.invoice(Desk.ISSUED, acme, "TEA-1", draft -> draft.set("parentId2", deal));
      ObjectNode globex = stock.company("Globex");
      stock.product("Tea", "TEA-1");
      ObjectNode mug = stock.product("Mug", "MUG-1");
      stock.order("00042", "Новый", globex, mug);
      ObjectNode shirt = stock.product("Shirt", "SH");
      for (String color : List.of("red", "blue")) {
        stock
            .fake
            .variants()
            .add(
                body -> {
                  body.set("product", shirt.deepCopy());
                  ObjectNode option = body.putArray("characteristics").addObject();
                  option.put("name", "Color").put("value", color);
                });
      }
    }

    private void edit() {
      long deal = portal.fake.deals().find("title", "Second").orElseThrow().id();
      portal.fake.deals().update(deal, "comments", "ring first", "stageId", "EXECUTING");
      stock.move(Stock.named(stock.fake.customerOrders(), "00042"), "customerorder", "Подтвержден");
      stock
          .fake
          .products()
          .update(
              Stock.named(stock.fake.products(), "Mug").id(), body -> body.put("name", "Big mug"));
      portal.deal("NEW", portal.company("Initech"), "MUG-1");
      stock.move(stock.fake.invoicesOut().all().get(0), "invoiceout", "Оплачен");
    }

    private void delete() {
      portal.fake.deals().delete(portal.fake.deals().find("title", "Second").orElseThrow().id());
      stock
          .fake
          .counterparties()
          .update(
              Stock.named(stock.fake.counterparties(), "Globex").id(),
              body -> body.put("phone", "+7 495 1234567"));
    }

    @Override
    public LinkStore store() {
      return desk.store;
    }

    @Override
    public List<SyncPlan> plans(CrashProcess process) {
      FakeBitrix24 bitrix = portal.fake;
      FakeMoySklad moysklad = stock.fake;
      BitrixConnector left =
          desk.bitrix(
              built ->
                  built.under(
                      process.under(
                          bitrix, bitrix.faults(), bitrix.base(), SETTLES, PairInPieces.BITRIX)));
      MoySkladConnector right =
          desk.moysklad(
              built ->
                  built.under(
                      process.under(
                          moysklad,
                          moysklad.faults(),
                          moysklad.base(),
                          SETTLES,
                          PairInPieces.MOYSKLAD)));
      open.add(left);
      open.add(right);
      return List.of(desk.plan(left, right));
    }

    @Override
    public void engine(SyncEngine.Builder builder) {
      builder.phones(new LibPhoneRules("RU"));
    }

    @Override
    public Contents contents() {
      Contents contents = new Contents().without(WHEN).without(NATIVE_IDS).with(desk.plan());
      portal.everything().forEach((kind, all) -> contents.counting("portal " + kind, all.size()));
      stock.everything().forEach((kind, all) -> contents.counting("account " + kind, all.size()));
      return contents;
    }

    @Override
    public void close() {
      open.forEach(Connector::close);
      desk.close();
    }
  }
}
