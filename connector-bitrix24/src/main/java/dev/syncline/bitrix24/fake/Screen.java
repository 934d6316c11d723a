package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/** The portal as a person works in it: another user than the one whose webhook the API has. */
final class Screen {

  private final Caller person = Caller.person(2);
  private final Portal portal;
  private final CrmItems items;
  private final ProductRows rows;
  private final CatalogProducts products;
  private final CatalogSections sections;
  private final CatalogPrices prices;

  Screen(
      Portal portal,
      CrmItems items,
      ProductRows rows,
      CatalogProducts products,
      CatalogSections sections,
      CatalogPrices prices) {
    this.portal = portal;
    this.items = items;
    this.rows = rows;
    this.products = products;
    this.sections = sections;
    this.prices = prices;
  }

  Documents.Source items(CrmType type) {
    return new Documents.Source() {
      @Override
      public List<ObjectNode> all() {
        return List.copyOf(portal.table(type).all());
      }

      @Override
      public ObjectNode add(Draft draft) {
        ObjectNode item = items.create(type, draft.fields(), person);
        long id = item.path("id").asLong();
        if (!draft.rows().isEmpty()) {
          rows.replace(type, id, sent(draft), person);
        }
        return Objects.requireNonNull(portal.table(type).get(id));
      }

      @Override
      public void update(long id, ObjectNode fields) {
        items.change(type, id, fields, person);
      }

      @Override
      public void delete(long id) {
        items.remove(type, id, person);
      }
    };
  }

  private List<JsonNode> sent(Draft draft) {
    List<JsonNode> sent = new ArrayList<>();
    for (Draft.Row each : draft.rows()) {
      ObjectNode product = products.bySku(each.sku());
      if (product == null) {
        product =
            products.create(
                CatalogProducts.Family.PRODUCT,
                Php.NODES
                    .objectNode()
                    .put("iblockId", Portal.PRODUCTS_BLOCK)
                    .put("name", each.sku())
                    .put("property" + Portal.ARTICLE, each.sku()),
                person);
      }
      ObjectNode row = Php.NODES.objectNode().put("productId", product.path("id").asLong());
      row.set("quantity", Values.number(each.quantity()));
      row.set("price", Values.number(each.price()));
      sent.add(row);
    }
    return sent;
  }

  Documents.Source products(CatalogProducts.Family family, Set<Long> types) {
    return new Documents.Source() {
      @Override
      public List<ObjectNode> all() {
        return portal.of(Kind.PRODUCT).all().stream()
            .filter(each -> types.contains(each.path("type").asLong()))
            .toList();
      }

      @Override
      public ObjectNode add(Draft draft) {
        long block =
            family == CatalogProducts.Family.OFFER ? Portal.OFFERS_BLOCK : Portal.PRODUCTS_BLOCK;
        ObjectNode fields = named(draft.fields(), block).put("iblockId", block);
        ObjectNode product = products.create(family, fields, person);
        for (BigDecimal each : draft.prices()) {
          price(product.path("id").asLong(), each);
        }
        return product;
      }

      @Override
      public void update(long id, ObjectNode fields) {
        ObjectNode product = portal.of(Kind.PRODUCT).get(id);
        if (product == null) {
          throw new NoSuchElementException("no product " + id);
        }
        products.change(id, named(fields, product.path("iblockId").asLong()), person);
      }

      @Override
      public void delete(long id) {
        products.remove(id, person);
      }
    };
  }

  private static ObjectNode named(ObjectNode fields, long block) {
    ObjectNode named = fields.deepCopy();
    JsonNode article = named.remove("article");
    if (article != null) {
      named.set(
          "property" + (block == Portal.OFFERS_BLOCK ? Portal.OFFER_ARTICLE : Portal.ARTICLE),
          article);
    }
    return named;
  }

  private void price(long productId, BigDecimal amount) {
    ObjectNode price =
        Php.NODES
            .objectNode()
            .put("productId", productId)
            .put("catalogGroupId", 1L)
            .put("currency", Portal.BASE_CURRENCY);
    price.set("price", Values.number(amount));
    prices.create(price, person);
  }

  Documents.Source sections() {
    return new Documents.Source() {
      @Override
      public List<ObjectNode> all() {
        return List.copyOf(portal.of(Kind.SECTION).all());
      }

      @Override
      public ObjectNode add(Draft draft) {
        return sections.create(draft.fields().deepCopy().put("iblockId", Portal.PRODUCTS_BLOCK));
      }

      @Override
      public void update(long id, ObjectNode fields) {
        sections.change(id, fields);
      }

      @Override
      public void delete(long id) {
        sections.remove(id);
      }
    };
  }

  Documents.Source prices() {
    return new Documents.Source() {
      @Override
      public List<ObjectNode> all() {
        return List.copyOf(portal.of(Kind.PRICE).all());
      }

      @Override
      public ObjectNode add(Draft draft) {
        ObjectNode fields = draft.fields().deepCopy();
        draft.prices().forEach(each -> fields.set("price", Values.number(each)));
        return prices.create(fields, person);
      }

      @Override
      public void update(long id, ObjectNode fields) {
        ObjectNode before = portal.of(Kind.PRICE).get(id);
        if (before == null) {
          throw new NoSuchElementException("no price " + id);
        }
        ObjectNode whole = before.deepCopy();
        whole.setAll(fields);
        prices.change(id, whole, person);
      }

      @Override
      public void delete(long id) {
        prices.remove(id, person);
      }
    };
  }

  void rows(CrmType type, long ownerId, List<JsonNode> sent) {
    ObjectNode before = Objects.requireNonNull(portal.of(type.kind).get(ownerId));
    rows.replace(type, ownerId, sent, person);
    ObjectNode after = Objects.requireNonNull(portal.of(type.kind).get(ownerId)).deepCopy();
    // Saving the form on the screen always moves the document, even where the API would not.
    after.put("updatedTime", portal.time.stamp()).put("updatedBy", person.userId());
    items.store(type, before, after, person);
  }
}
