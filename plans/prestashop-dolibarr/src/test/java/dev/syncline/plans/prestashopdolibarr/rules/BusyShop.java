package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.crash.StoryWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** A shop and a ledger where many people are at work; what they do, chance has decided. */
final class BusyShop extends PairWorld implements StoryWorld {

  private static final int VOUCHER = 5;

  private final Shop shop;
  private final Sales sales;
  private final SplittableRandom chance;
  private final boolean bothWays;
  private final Balance balance;
  private final List<Supplier<String>> doings = new ArrayList<>();
  private final int size;
  private int made;

  BusyShop(Pair pair, SplittableRandom chance, boolean bothWays) {
    super(pair);
    this.shop = pair.shop;
    this.sales = new Sales(pair);
    this.chance = chance;
    this.bothWays = bothWays;
    this.balance = new Balance(pair, bothWays);
    this.size = shop.option("Size");
    shop.value(size, "S");
    shop.value(size, "L");
    often(3, this::newProduct);
    often(1, this::newShirt);
    often(1, this::newCategory);
    often(1, this::moveCategory);
    often(2, this::editProduct);
    often(2, this::newOrder);
    often(2, this::nextState);
    often(1, this::newCustomer);
    often(1, this::renameCustomer);
    often(1, this::refund);
    often(1, this::payInParts);
    often(1, this::picture);
    often(1, this::deleteProduct);
    often(1, this::deleteCombination);
    often(1, this::deleteOrder);
    often(1, this::noteInLedger);
    often(1, this::closeInLedger);
    if (bothWays) {
      often(2, this::moveStock);
      often(2, this::priceInLedger);
      often(1, this::newInLedger);
      often(1, this::offSaleInLedger);
    } else {
      often(3, this::count);
    }
  }

  private void often(int times, Supplier<String> doing) {
    for (int each = times; each > 0; each--) {
      doings.add(doing);
    }
  }

  @Override
  public String act() {
    return doings.get(chance.nextInt(doings.size())).get();
  }

  @Override
  public List<String> wrong() {
    return balance.wrong();
  }

  private <T> Optional<T> any(List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(chance.nextInt(all.size())));
  }

  private String name(String kind) {
    return kind + " " + ++made;
  }

  private String newProduct() {
    String name = name("Mug");
    String reference = "P" + made;
    String price = Integer.toString(chance.nextInt(1, 90));
    int pieces = bothWays ? 0 : chance.nextInt(50);
    Integer[] categories =
        any(shop.fake.categories().where("id_parent", shop.home())).stream()
            .map(Item::id)
            .toArray(Integer[]::new);
    shop.product(
        name,
        reference,
        draft -> {
          draft.price(price).quantity(pieces);
          return categories.length == 0 ? draft : draft.in(categories);
        });
    return "a new product " + reference;
  }

  private String newShirt() {
    String name = name("Shirt");
    String reference = "P" + made;
    int pieces = bothWays ? 0 : 3;
    int shirt = shop.product(name, reference, draft -> draft.quantity(0));
    for (Item value : shop.fake.shelf("product_option_values").where("id_attribute_group", size)) {
      shop.combination(
          shirt, reference + value.text("name"), draft -> draft.quantity(pieces), value.id());
    }
    return "a new product with combinations " + reference;
  }

  private String newCategory() {
    String name = name("Category");
    shop.category(name);
    return "a new " + name;
  }

  private String moveCategory() {
    List<Item> tops = shop.fake.categories().where("id_parent", shop.home());
    Optional<Item> moved = any(tops);
    Optional<Item> under = any(tops);
    if (moved.isEmpty() || moved.get().id() == under.orElseThrow().id()) {
      return "nothing";
    }
    if (!shop.fake.categories().where("id_parent", moved.get().id()).isEmpty()) {
      return "nothing";
    }
    shop.fake
        .categories()
        .edit(moved.get().id(), draft -> draft.set("id_parent", under.get().id()));
    return moved.get().text("name") + " moves under " + under.get().text("name");
  }

  private String editProduct() {
    return any(shop.fake.products().all())
        .map(
            each -> {
              String name = name("Good mug");
              String price = Integer.toString(chance.nextInt(1, 90));
              boolean prices = chance.nextBoolean();
              shop.fake
                  .products()
                  .edit(
                      each.id(),
                      draft -> prices ? draft.name(name).price(price) : draft.name(name));
              if (prices) {
                balance.repriced(each.get("reference"));
              }
              return each.get("reference") + " is " + name + (prices ? " at " + price : "");
            })
        .orElse("nothing");
  }

  private String count() {
    return any(shop.fake.products().all())
        .map(
            each -> {
              List<Item> combinations =
                  shop.fake.combinations().where("id_product", Integer.toString(each.id()));
              int combination = any(combinations).map(Item::id).orElse(0);
              int pieces = chance.nextInt(-2, 60);
              shop.fake.setStock(each.id(), combination, pieces);
              return each.get("reference") + " " + combination + " has " + pieces + " pieces";
            })
        .orElse("nothing");
  }

  private String newCustomer() {
    String last = name("Buyer").replace(' ', 'x').replaceAll("[0-9]", "") + letters(made);
    sales.customer("Anna", last, "buyer" + made + "@mail.example");
    return "a new customer " + last;
  }

  /** Names have no digits. */
  private static String letters(int number) {
    StringBuilder text = new StringBuilder();
    for (int rest = number; rest > 0; rest /= 26) {
      text.append((char) ('a' + rest % 26));
    }
    return text.toString();
  }

  private String renameCustomer() {
    return any(shop.fake.customers().all())
        .map(
            each -> {
              String last = "Durand" + letters(++made);
              shop.fake.customers().edit(each.id(), draft -> draft.set("lastname", last));
              return each.get("lastname") + " is called " + last;
            })
        .orElse("nothing");
  }

  private String newOrder() {
    Optional<Item> buyer = any(shop.fake.customers().all());
    Optional<Item> product = any(shop.fake.products().all());
    if (buyer.isEmpty() || product.isEmpty()) {
      return "nothing";
    }
    int combination =
        any(shop.fake.combinations().where("id_product", Integer.toString(product.get().id())))
            .map(Item::id)
            .orElse(0);
    int state = chance.nextInt(3) == 0 ? Sales.AWAITING_WIRE : Sales.PAID;
    int pieces = chance.nextInt(1, 4);
    int order =
        sales.order(
            buyer.get().id(), state, draft -> draft.line(product.get().id(), combination, pieces));
    return "order " + sales.reference(order) + " in state " + state;
  }

  private String nextState() {
    return any(shop.fake.orders().all())
        .map(
            each -> {
              int next =
                  switch (each.number("current_state")) {
                    case Sales.AWAITING_WIRE ->
                        chance.nextInt(4) == 0 ? Sales.CANCELLED : Sales.PAID;
                    case Sales.PAID -> chance.nextInt(5) == 0 ? Sales.CANCELLED : Sales.SHIPPED;
                    case Sales.SHIPPED -> Sales.DELIVERED;
                    default -> 0;
                  };
              if (next == 0) {
                return "nothing";
              }
              sales.state(each.id(), next);
              return "order " + each.get("reference") + " comes to state " + next;
            })
        .orElse("nothing");
  }

  private String refund() {
    List<Item> invoiced =
        shop.fake.orders().all().stream().filter(each -> balance.isInvoiced(each)).toList();
    return any(invoiced)
        .flatMap(each -> any(sales.details(each.id())))
        .filter(
            detail ->
                detail.number("product_quantity") > detail.number("product_quantity_refunded"))
        .map(
            detail -> {
              int order = detail.number("id_order");
              sales.shop.orders().slip(order, Map.of(detail.id(), 1), chance.nextInt(VOUCHER) == 0);
              return "a piece of order " + sales.reference(order) + " is given back";
            })
        .orElse("nothing");
  }

  /** An order on account, paid little by little. */
  private String payInParts() {
    sales.shop.shelf("order_states").edit(Sales.AWAITING_CHECK, draft -> draft.set("invoice", 1));
    List<Item> open =
        shop.fake.orders().all().stream()
            .filter(each -> each.number("current_state") == Sales.AWAITING_WIRE)
            .toList();
    List<Item> onAccount =
        shop.fake.orders().all().stream()
            .filter(each -> each.number("current_state") == Sales.AWAITING_CHECK)
            .toList();
    Optional<Item> paying = any(onAccount);
    if (paying.isPresent()) {
      String amount = Integer.toString(chance.nextInt(1, 3));
      sales.shop.orders().pay(paying.get().id(), amount, "Payments by check", "CH-" + ++made);
      return "order " + paying.get().get("reference") + " is paid " + amount;
    }
    return any(open)
        .map(
            each -> {
              sales.state(each.id(), Sales.AWAITING_CHECK);
              return "order " + each.get("reference") + " is invoiced and paid later";
            })
        .orElse("nothing");
  }

  private String picture() {
    return any(shop.fake.products().all())
        .map(
            each -> {
              List<Integer> held = List.copyOf(shop.fake.images(each.id()).keySet());
              if (!held.isEmpty() && chance.nextBoolean()) {
                shop.fake.removeImage(held.get(0));
              } else {
                shop.fake.addImage(each.id(), ForwardStory.picture(chance.nextInt(2)));
              }
              return each.get("reference") + " has another picture";
            })
        .orElse("nothing");
  }

  private String deleteProduct() {
    if (chance.nextInt(3) > 0) {
      return "nothing";
    }
    return any(shop.fake.products().all())
        .map(
            each -> {
              shop.fake.products().delete(each.id());
              return each.get("reference") + " is deleted";
            })
        .orElse("nothing");
  }

  private String deleteCombination() {
    return any(shop.fake.combinations().all())
        .map(
            each -> {
              shop.fake.combinations().delete(each.id());
              return each.get("reference") + " is deleted";
            })
        .orElse("nothing");
  }

  private String deleteOrder() {
    if (chance.nextInt(4) > 0) {
      return "nothing";
    }
    return any(shop.fake.orders().all())
        .map(
            each -> {
              balance.deletes(each);
              shop.fake.orders().delete(each.id());
              return "order " + each.get("reference") + " is deleted";
            })
        .orElse("nothing");
  }

  private String noteInLedger() {
    return any(pair.ledger.fake.products().all())
        .map(
            each -> {
              String note = name("Note");
              pair.ledger
                  .fake
                  .products()
                  .update(each.id(), draft -> draft.set("note_public", note));
              balance.noted(each.id(), note);
              return "Dolibarr notes " + note + " of " + each.ref();
            })
        .orElse("nothing");
  }

  private String closeInLedger() {
    List<FakeRecord> open =
        pair.ledger.fake.orders().all().stream()
            .filter(each -> List.of(Sales.VALIDATED, Sales.UNDER_WAY).contains(each.text("status")))
            .toList();
    return any(open)
        .map(
            each -> {
              pair.ledger.fake.orders().act(each.id(), "close");
              balance.closed(each.text("ref_client"));
              return "Dolibarr closes order " + each.text("ref_client");
            })
        .orElse("nothing");
  }

  private Optional<FakeRecord> article() {
    return any(
        pair.ledger.fake.products().all().stream()
            .filter(each -> each.text("type").equals("0"))
            .toList());
  }

  private String moveStock() {
    return article()
        .map(
            each -> {
              int pieces = chance.nextInt(1, 20);
              pair.ledger.fake.move(each.id(), Ledger.WAREHOUSE, pieces);
              return "Dolibarr moves " + pieces + " of " + each.ref();
            })
        .orElse("nothing");
  }

  private String priceInLedger() {
    return article()
        .map(
            each -> {
              String price = Integer.toString(chance.nextInt(1, 90));
              pair.ledger.fake.products().update(each.id(), draft -> draft.price(price));
              return "Dolibarr sells " + each.ref() + " at " + price;
            })
        .orElse("nothing");
  }

  private String newInLedger() {
    String name = name("Kettle");
    String reference = "P" + made;
    pair.ledger
        .fake
        .products()
        .add(draft -> draft.ref(reference).label(name).price("30").set("status", 1));
    balance.offered(reference);
    return "Dolibarr has a new product " + reference;
  }

  private String offSaleInLedger() {
    return article()
        .map(
            each -> {
              int status = chance.nextInt(2);
              pair.ledger.fake.products().update(each.id(), draft -> draft.set("status", status));
              return each.ref() + " is " + (status == 0 ? "off" : "on") + " sale in Dolibarr";
            })
        .orElse("nothing");
  }
}
