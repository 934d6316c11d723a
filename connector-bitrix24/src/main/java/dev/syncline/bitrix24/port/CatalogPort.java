package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.ExternalCodes;
import dev.syncline.bitrix24.codec.Prices;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Money;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What products and variants have in common: fields in one place, the price in another. */
abstract class CatalogPort extends BitrixPort {

  final CatalogShelf shelf;
  private final Field<String> externalCode;

  CatalogPort(Portal portal, EntityType type, Field<String> externalCode) {
    this(portal, new CatalogShelf(portal, type), externalCode);
  }

  private CatalogPort(Portal portal, CatalogShelf shelf, Field<String> externalCode) {
    super(portal, List.of(shelf));
    this.shelf = shelf;
    this.externalCode = externalCode;
  }

  /** The family of methods that an entity belongs to, such as {@code catalog.product.offer}. */
  abstract String family(Entity entity);

  /** The name under which the family's add and update answer. */
  abstract String wrapper(Entity entity);

  @Override
  public int weight(Write write) {
    return Scripts.said(write).contains(shelf.price()) ? 2 : 1;
  }

  @Override
  public Script script(Write write, Function<String, Write.@Nullable Create> others) {
    if (write instanceof Write.Create create) {
      return creating(create);
    }
    if (write instanceof Write.Update update) {
      return updating(update);
    }
    Entity held = Scripts.held(write);
    return Scripts.of(
        write, wrapper(held), Command.of(family(held) + ".delete", "id", held.id()), none -> null);
  }

  private Script creating(Write.Create create) {
    Entity wanted = create.wanted();
    Codec codec = shelf.codec(wanted.fields());
    Map<String, @Nullable Object> fields = born(codec.write(wanted));
    fields.putIfAbsent("xmlId", ExternalCodes.marker(create.key()));
    fields.put("iblockId", shelf.block());
    List<Script.Step> steps = new ArrayList<>();
    steps.add(
        new Script.Step(
            Command.of(family(wanted) + ".add", "fields", fields), Scripts.said(create)));
    wanted
        .get(shelf.price())
        .ifPresent(price -> steps.add(added(new Command.Made(create.key().text()), price)));
    return script(create, wanted, steps, codec);
  }

  private Script updating(Write.Update update) {
    List<Script.Step> steps = new ArrayList<>();
    Codec codec = shelf.codec(update.delta().fields());
    Set<Field<?>> plain = codec.writes(update.delta());
    if (!plain.isEmpty()) {
      steps.add(
          new Script.Step(
              Command.of(
                  family(update.held()) + ".update",
                  "id",
                  update.held().id(),
                  "fields",
                  codec.write(update.delta())),
              plain));
    }
    if (update.delta().knows(shelf.price())) {
      steps.addAll(repriced(update));
    }
    return script(update, update.held(), steps, codec);
  }

  private List<Script.Step> repriced(Write.Update update) {
    String price = update.held().get(Prices.idField(shelf.type())).orElse(Prices.NO_PRICE);
    Optional<Money> wanted = update.delta().get(shelf.price());
    boolean priced = !price.equals(Prices.NO_PRICE);
    if (wanted.isEmpty()) {
      return priced
          ? List.of(priceStep(Command.of("catalog.price.delete", "id", price)))
          : List.of();
    }
    return List.of(
        priced
            ? priceStep(
                Command.of("catalog.price.update", "id", price, "fields", money(wanted.get())))
            : added(update.held().id(), wanted.get()));
  }

  private Script.Step added(Object product, Money price) {
    Map<String, @Nullable Object> fields = money(price);
    fields.put("productId", product);
    fields.put("catalogGroupId", portal.codes().priceType());
    return priceStep(Command.of("catalog.price.add", "fields", fields));
  }

  private Script.Step priceStep(Command command) {
    return new Script.Step(command, Set.of(shelf.price()));
  }

  private static Map<String, @Nullable Object> money(Money price) {
    return Command.map("price", price.amount(), "currency", price.currency());
  }

  private Script script(Write write, Entity entity, List<Script.Step> steps, Codec codec) {
    String wrapper = wrapper(entity);
    return new Script(
        write, steps, wrapper, id -> Long.toString(id), results -> holds(wrapper, results, codec));
  }

  private @Nullable Entity holds(String wrapper, List<@Nullable JsonNode> results, Codec codec) {
    Entity stored = null;
    JsonNode price = null;
    for (JsonNode each : results) {
      if (each != null && each.path(wrapper).has("id")) {
        stored = shelf.read(codec, each.path(wrapper));
      } else if (each != null && each.path("price").has("id")) {
        price = each.path("price");
      }
    }
    return stored == null || price == null ? stored : shelf.priced(stored, price);
  }

  /** A price is changed by its own id: whoever does not bring it is asked for it. */
  @Override
  public List<Write> prepared(List<Write> writes, Deadline leaveBefore) {
    Field<String> id = Prices.idField(shelf.type());
    Set<String> unpriced = new LinkedHashSet<>();
    for (Write each : writes) {
      if (each instanceof Write.Update update
          && update.delta().knows(shelf.price())
          && !update.held().has(id)) {
        unpriced.add(update.held().id());
      }
    }
    if (unpriced.isEmpty()) {
      return writes;
    }
    Map<String, JsonNode> prices = shelf.pricesOf(List.copyOf(unpriced));
    return writes.stream().map(each -> withPrice(each, unpriced, prices, id)).toList();
  }

  private static Write withPrice(
      Write write, Set<String> unpriced, Map<String, JsonNode> prices, Field<String> id) {
    if (write instanceof Write.Update update && unpriced.contains(update.held().id())) {
      JsonNode price = prices.get(update.held().id());
      Entity held =
          update.held().with(id, price == null ? Prices.NO_PRICE : price.path("id").asText());
      return new Write.Update(update.key(), held, update.delta(), update.expectedVersion());
    }
    return write;
  }

  @Override
  public Listing locating(Write.Create create) {
    String code = create.wanted().get(externalCode).orElse(ExternalCodes.marker(create.key()));
    return shelf.listing(FieldSet.of(), Command.map("=xmlId", code));
  }
}
