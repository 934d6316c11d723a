package dev.syncline.moysklad.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ru.moysklad.remap_1_2.utils.params.ExpandParam.expand;
import static ru.moysklad.remap_1_2.utils.params.FilterParam.filterEq;
import static ru.moysklad.remap_1_2.utils.params.LimitParam.limit;
import static ru.moysklad.remap_1_2.utils.params.OffsetParam.offset;
import static ru.moysklad.remap_1_2.utils.params.OrderParam.order;
import static ru.moysklad.remap_1_2.utils.params.SearchParam.search;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.moysklad.remap_1_2.ApiClient;
import ru.moysklad.remap_1_2.entities.Attribute;
import ru.moysklad.remap_1_2.entities.Barcode;
import ru.moysklad.remap_1_2.entities.ContactPerson;
import ru.moysklad.remap_1_2.entities.Meta;
import ru.moysklad.remap_1_2.entities.Price;
import ru.moysklad.remap_1_2.entities.State;
import ru.moysklad.remap_1_2.entities.WebHook;
import ru.moysklad.remap_1_2.entities.agents.Counterparty;
import ru.moysklad.remap_1_2.entities.documents.CustomerOrder;
import ru.moysklad.remap_1_2.entities.documents.Demand;
import ru.moysklad.remap_1_2.entities.documents.positions.CustomerOrderDocumentPosition;
import ru.moysklad.remap_1_2.entities.products.Product;
import ru.moysklad.remap_1_2.entities.products.Variant;
import ru.moysklad.remap_1_2.responses.ListEntity;
import ru.moysklad.remap_1_2.utils.ApiClientException;
import ru.moysklad.remap_1_2.utils.params.OrderParam;

/** The vendor's own Java client, unchanged, against the served fake. */
class VendorClientTest {

  private static final Locale BEFORE = Locale.getDefault();

  private final FakeMoySklad fake = FakeMoySklad.builder().rateLimit(false).start();
  private final ApiClient api =
      new ApiClient(fake.base().toString(), false, fake.login(), fake.password());

  /** The vendor's client spells its enumerations in the default locale. */
  @BeforeAll
  static void speakNeutrally() {
    Locale.setDefault(Locale.ROOT);
  }

  @AfterAll
  static void speakAsBefore() {
    Locale.setDefault(BEFORE);
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private Product product(String name) throws Exception {
    Product product = new Product();
    product.setName(name);
    return api.entity().product().create(product);
  }

  private CustomerOrder ordered(String name, Product good) throws Exception {
    CustomerOrder order = new CustomerOrder();
    order.setName(name);
    order.setOrganization(api.entity().organization().get(limit(1)).getRows().get(0));
    order.setAgent(api.entity().counterparty().get(limit(1)).getRows().get(0));
    order.setStore(api.entity().store().get(limit(1)).getRows().get(0));
    order.setVatEnabled(false);
    CustomerOrderDocumentPosition row = new CustomerOrderDocumentPosition();
    row.setAssortment(good);
    row.setQuantity(2.0);
    row.setPrice(19990L);
    row.setDiscount(5.0);
    row.setReserve(2.0);
    order.setPositions(new ListEntity<>(row));
    return api.entity().customerorder().create(order);
  }

  @Test
  void aProductIsCreatedReadChangedAndDeleted() throws Exception {
    Product product = new Product();
    product.setName("Чайник");
    product.setCode("K-1");
    product.setArticle("KET-1");
    product.setWeight(1.25);
    product.setVat(20);
    product.setBarcodes(List.of(new Barcode(Barcode.Type.EAN13, "2000000000015")));
    Price price = new Price();
    price.setValue(19990.0);
    price.setPriceType(api.entity().companysettings().pricetype().getDefault());
    product.setSalePrices(List.of(price));
    Product made = api.entity().product().create(product);
    Product read = api.entity().product().get(made.getId());
    assertThat(read.getName()).isEqualTo("Чайник");
    assertThat(read.getSalePrices().get(0).getValue()).isEqualTo(19990.0);
    assertThat(read.getSalePrices().get(0).getPriceType().getName()).isEqualTo("Цена продажи");
    assertThat(read.getBarcodes().get(0).getValue()).isEqualTo("2000000000015");
    assertThat(read.getWeight()).isEqualTo(1.25);
    assertThat(read.getExternalCode()).isNotEmpty();
    read.setName("Чайник 2");
    api.entity().product().update(read);
    assertThat(api.entity().product().get(made.getId()).getName()).isEqualTo("Чайник 2");
    api.entity().product().delete(made.getId());
    ApiClientException gone =
        catchThrowableOfType(
            ApiClientException.class, () -> api.entity().product().get(made.getId()));
    assertThat(gone.getStatusCode()).isEqualTo(404);
    assertThat(gone.getErrorResponse().getErrors().get(0).getCode()).isEqualTo(1021);
  }

  @Test
  void aVariantIsNamedAfterItsProductAndItsCharacteristics() throws Exception {
    Variant.Characteristic color =
        api.entity().variant().characteristics().create(new Variant.Characteristic("Цвет"));
    assertThat(api.entity().variant().metadata().getCharacteristics())
        .extracting(Variant.Characteristic::getName)
        .containsExactly("Цвет");
    color.setValue("красный");
    Product product = product("Чашка");
    Variant made = api.entity().variant().create(variant(product, color));
    assertThat(made.getName()).isEqualTo("Чашка (красный)");
    assertThat(made.getProduct().getMeta().getType()).isEqualTo(Meta.Type.PRODUCT);
    assertThat(api.entity().variant().get(filterEq("productid", product.getId())).getRows())
        .extracting(Variant::getId)
        .containsExactly(made.getId());
    ApiClientException twice =
        catchThrowableOfType(
            ApiClientException.class, () -> api.entity().variant().create(variant(product, color)));
    assertThat(twice.getErrorResponse().getErrors().get(0).getCode()).isEqualTo(15000);
  }

  private static Variant variant(Product product, Variant.Characteristic color) {
    Variant variant = new Variant();
    variant.setProduct(product);
    variant.setCharacteristics(List.of(color));
    return variant;
  }

  @Test
  void aCounterpartyIsFoundByFilterSearchAndPage() throws Exception {
    for (int i = 0; i < 5; i++) {
      Counterparty one = new Counterparty();
      one.setName("Покупатель " + i);
      one.setPhone("+7 900 000-00-0" + i);
      one.setTags(List.of("b2b"));
      Counterparty made = api.entity().counterparty().create(one);
      ContactPerson person = new ContactPerson();
      person.setName("Пётр " + i);
      assertThat(api.entity().counterparty().createContactPerson(made.getId(), person).getName())
          .isEqualTo("Пётр " + i);
    }
    assertThat(api.entity().counterparty().get(filterEq("phone", "+7 900 000-00-03")).getRows())
        .extracting(Counterparty::getName)
        .containsExactly("Покупатель 3");
    assertThat(api.entity().counterparty().get(search("пётр 4")).getRows()).hasSize(1);
    ListEntity<Counterparty> page =
        api.entity()
            .counterparty()
            .get(
                filterEq("tags", "b2b"),
                order("name", OrderParam.Direction.desc),
                limit(2),
                offset(2));
    assertThat(page.getRows())
        .extracting(Counterparty::getName)
        .containsExactly("Покупатель 2", "Покупатель 1");
    assertThat(page.getMeta().getSize()).isEqualTo(5);
    assertThat(page.getMeta().getOffset()).isEqualTo(2);
    assertThat(page.getContext().getEmployee().getMeta().getHref()).endsWith("/context/employee");
  }

  @Test
  void anOrderKeepsItsRowsAndTheirSums() throws Exception {
    CustomerOrder made = ordered("bx24-1", product("Чашка"));
    CustomerOrder read =
        api.entity()
            .customerorder()
            .get(made.getId(), expand("positions.assortment", "agent", "state"));
    assertThat(read.getSum()).isEqualTo(37981L);
    assertThat(read.getReservedSum()).isEqualTo(37981L);
    assertThat(read.getAgent().getName()).isNotEmpty();
    CustomerOrderDocumentPosition row = read.getPositions().getRows().get(0);
    assertThat(row.getQuantity()).isEqualTo(2.0);
    assertThat(((Product) row.getAssortment()).getName()).isEqualTo("Чашка");
    CustomerOrderDocumentPosition more = new CustomerOrderDocumentPosition();
    more.setAssortment(product("Ложка"));
    more.setQuantity(1.0);
    more.setPrice(100L);
    assertThat(api.entity().customerorder().createPositions(made.getId(), List.of(more)))
        .hasSize(1);
    assertThat(api.entity().customerorder().createPosition(made.getId(), more).getPrice())
        .isEqualTo(100L);
    CustomerOrderDocumentPosition changed = new CustomerOrderDocumentPosition();
    changed.setReserve(0.0);
    api.entity().customerorder().updatePosition(made.getId(), row.getId(), changed);
    api.entity().customerorder().deletePosition(read, row.getId());
    assertThat(api.entity().customerorder().getPositions(made.getId()).getRows()).hasSize(2);
    assertThat(api.entity().customerorder().get(made.getId()).getSum()).isEqualTo(200L);
  }

  @Test
  void aShipmentIsDrawnFromAnOrder() throws Exception {
    CustomerOrder made = ordered("bx24-2", product("Чашка"));
    Demand template = api.entity().demand().templateDocument("customerOrder", made);
    template.setApplicable(true);
    Demand demand = api.entity().demand().create(template);
    assertThat(demand.getSum()).isEqualTo(37981L);
    CustomerOrder shipped = api.entity().customerorder().get(made.getId());
    assertThat(shipped.getShippedSum()).isEqualTo(37981L);
    assertThat(shipped.getDemands())
        .extracting(Demand::getMeta)
        .extracting(Meta::getHref)
        .containsExactly(demand.getMeta().getHref());
  }

  @Test
  void aListIsSavedElementByElement() throws Exception {
    List<Product> wanted =
        IntStream.range(0, 3)
            .mapToObj(
                i -> {
                  Product product = new Product();
                  product.setName("Товар " + i);
                  return product;
                })
            .toList();
    List<Product> made = api.entity().product().createOrUpdate(wanted);
    assertThat(made).extracting(Product::getName).containsExactly("Товар 0", "Товар 1", "Товар 2");
    made.get(0).setArticle("A");
    Product nameless = new Product();
    nameless.setCode("no-name");
    // The vendor's client of that year reads every refusal as an object, and this one is an array.
    assertThatThrownBy(() -> api.entity().product().createOrUpdate(List.of(made.get(0), nameless)))
        .isNotNull();
    assertThat(api.entity().product().get(made.get(0).getId()).getArticle()).isEqualTo("A");
    assertThat(api.entity().product().delete(made))
        .allSatisfy(each -> assertThat(each.getInfo()).endsWith("успешно удалена"));
    assertThat(fake.products().size()).isZero();
  }

  @Test
  void metadataNamesStatesAndFieldsAndValuesComeBack() throws Exception {
    List<State> states = api.entity().customerorder().metadata().get().getStates();
    assertThat(states).extracting(State::getName).startsWith("Новый").hasSize(7);
    State packed = new State();
    packed.setName("Упакован");
    packed.setColor(8767198);
    packed.setStateType(State.StateType.regular);
    assertThat(api.entity().customerorder().states().create(packed).getEntityType())
        .isEqualTo(Meta.Type.CUSTOMER_ORDER);
    Attribute definition = new Attribute();
    definition.setName("bx24_id");
    definition.setType(Attribute.Type.stringValue);
    definition.setRequired(false);
    Attribute field = api.entity().customerorder().createMetadataAttribute(definition);
    assertThat(api.entity().customerorder().metadataAttributes().getRows())
        .extracting(Attribute::getName)
        .containsExactly("bx24_id");
    CustomerOrder made = ordered("bx24-3", product("Чашка"));
    CustomerOrder change = new CustomerOrder();
    change.setState(states.get(6));
    field.setValue("17");
    change.setAttributes(List.of(field));
    api.entity().customerorder().update(made.getId(), change);
    CustomerOrder read = api.entity().customerorder().get(made.getId(), expand("state"));
    assertThat(read.getState().getName()).isEqualTo("Отменен");
    assertThat(read.getAttributes().get(0).getValue()).isEqualTo("17");
    assertThat(
            api.entity().customerorder().get(filterEq(field.getMeta().getHref(), "17")).getRows())
        .hasSize(1);
    assertThat(
            api.entity().customerorder().get(filterEq(field.getMeta().getHref(), "18")).getRows())
        .isEmpty();
    api.entity().customerorder().deleteMetadataAttribute(field);
    assertThat(api.entity().customerorder().metadataAttributes().getRows()).isEmpty();
  }

  @Test
  void aRepeatedSyncIdAnswersTheSameProduct() throws Exception {
    Product product = new Product();
    product.setName("Чашка");
    product.setSyncId(UUID.randomUUID().toString());
    Product first = api.entity().product().create(product);
    Product again = new Product();
    again.setName("Чашка");
    again.setSyncId(first.getSyncId());
    assertThat(api.entity().product().create(again).getId()).isEqualTo(first.getId());
  }

  @Test
  void aTokenReplacesThePassword() throws Exception {
    String token = api.entity().token().create().getAccessToken();
    ApiClient other = ApiClient.createWithBearerToken(fake.base().toString(), false, token);
    assertThat(other.entity().uom().get().getRows()).hasSizeGreaterThanOrEqualTo(58);
    api.entity().token().create();
    ApiClientException revoked =
        catchThrowableOfType(ApiClientException.class, () -> other.entity().uom().get());
    assertThat(revoked.getStatusCode()).isEqualTo(401);
  }

  @Test
  void severalMissingFieldsComeAsSeveralErrors() {
    CustomerOrder bare = new CustomerOrder();
    bare.setName("x");
    ApiClientException refused =
        catchThrowableOfType(
            ApiClientException.class, () -> api.entity().customerorder().create(bare));
    assertThat(refused.getStatusCode()).isEqualTo(412);
    assertThat(refused.getErrorResponse().getErrors())
        .extracting(each -> each.getParameter())
        .containsExactlyInAnyOrder("organization", "agent");
  }

  @Test
  void aWebhookIsRegisteredOnce() throws Exception {
    assertThat(api.entity().webhook().create(hook()).getEnabled()).isTrue();
    ApiClientException twice =
        catchThrowableOfType(ApiClientException.class, () -> api.entity().webhook().create(hook()));
    assertThat(twice.getErrorResponse().getErrors().get(0).getCode()).isEqualTo(30003);
    assertThat(api.entity().webhook().get().getRows()).hasSize(1);
  }

  private static WebHook hook() {
    WebHook hook = new WebHook();
    hook.setUrl("https://sync.example.com/ms");
    hook.setAction(WebHook.EntityAction.CREATE);
    hook.setEntityType(Meta.Type.CUSTOMER_ORDER);
    return hook;
  }

  @Test
  void dictionariesOfAFreshAccountAreThere() throws Exception {
    assertThat(api.entity().group().get().getRows())
        .extracting(g -> g.getName())
        .contains("Основной");
    assertThat(api.entity().retailstore().get().getRows())
        .extracting(s -> s.getName())
        .contains("Точка продаж");
    assertThat(api.entity().currency().get().getRows())
        .extracting(c -> c.getCode())
        .contains("643");
    assertThat(api.entity().companysettings().get().getCurrency().getIsoCode()).isEqualTo("RUB");
    assertThat(api.entity().assortment().get(limit(10)).getRows()).isEmpty();
    product("Чашка");
    assertThat(api.entity().assortment().get(limit(10)).getRows().get(0))
        .isInstanceOf(Product.class);
    assertThat(api.entity().employee().get().getRows()).isNotEmpty();
    assertThat(api.entity().country().get().getRows()).isNotEmpty();
    assertThat(api.entity().region().get().getRows()).isNotEmpty();
  }
}
