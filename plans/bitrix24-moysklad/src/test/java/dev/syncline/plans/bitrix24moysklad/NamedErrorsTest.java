package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong in the settings is told with account, setting and remedy before any write. */
class NamedErrorsTest {

  private static final String BITRIX = "bitrix24:";
  private static final String MOYSKLAD = "moysklad:";
  private static final String FIELD = "Bitrix24 ID";

  private final VirtualTime time = new VirtualTime();
  private final FakeBitrix24 portal = FakeBitrix24.builder().time(time).build();
  private final FakeMoySklad account = FakeMoySklad.builder().time(time).build();
  private final BitrixConnector left = portal.connector();
  private final MoySkladConnector right = account.connector();
  private final TestEngine engine = TestEngine.at(time);
  private BitrixMoySkladSettings settings;

  @BeforeEach
  void propose() {
    left.check();
    right.check();
    settings = BitrixMoySkladSettings.proposed(left, right);
    assertThat(engine.check(plan(settings)).problems()).isEmpty();
  }

  @AfterEach
  void close() {
    engine.close();
    left.close();
    right.close();
    portal.close();
    account.close();
  }

  private SyncPlan plan(BitrixMoySkladSettings wanted) {
    return BitrixMoySkladPlan.of("named", left, right, wanted);
  }

  @Test
  void aStageThatWasDeletedIsNamed() {
    List<StagePair> stages = new ArrayList<>(settings.stages());
    stages.add(StagePair.of("DELETED", settings.stages().get(0).state()));
    String place = "stages[" + (stages.size() - 1) + "].stage";
    refused(settings.withStages(stages), "STAGE_GONE", BITRIX, place);
  }

  @Test
  void aCurrencyThatNobodyHasIsNamed() {
    refused(settings.withCurrencies(Map.of("XXX", "RUB")), "CURRENCY_GONE", BITRIX, "currencies");
  }

  @Test
  void aStageThatIsMappedTwiceIsNamed() {
    List<StagePair> stages = new ArrayList<>(settings.stages());
    stages.add(StagePair.of(stages.get(0).stage(), stages.get(1).state()));
    refused(settings.withStages(stages), "MAPPED_TWICE", BITRIX, "stages");
  }

  @Test
  @Rule("B-023")
  void aStoreThatWasArchivedIsNamed() {
    String store = right.dictionaries().codes(Dictionaries.STORE).get(0).code();
    account.stores().update(store, body -> body.put("archived", true));
    refused(settings.withStore(store), "DEFAULT_GONE", MOYSKLAD, "store");
  }

  @Test
  @Rule("B-037")
  void aFieldOfAnotherSortIsNamed() {
    right.dictionaries().create(CustomField.wanted(Order.TYPE, FIELD, Sort.NUMBER));
    refused(showing(Order.TYPE, false), "FIELD_TYPE", MOYSKLAD, "order field '" + FIELD);
  }

  @Test
  @Rule("B-037")
  void aFieldThatHoldsValuesOfAnotherUseIsNamedUntilAPersonConfirms() {
    right.dictionaries().create(CustomField.wanted(Product.TYPE, FIELD, Sort.LINE));
    made("Tea", "shelf 7");
    refused(showing(Product.TYPE, false), "FIELD_IN_USE", MOYSKLAD, "identification");

    SyncPlan confirmed = plan(showing(Product.TYPE, true));
    assertThat(engine.check(confirmed).ok()).isTrue();
    assertThat(engine.runAfter(Duration.ofHours(1), confirmed).clean()).isTrue();
    assertThat(shown()).hasSize(2).allMatch(each -> each.matches("product:[0-9]+"));
  }

  @Test
  @Rule("B-037")
  void whatPeopleTypeIntoAFieldThatIsOursStopsNothing() {
    right.dictionaries().create(CustomField.wanted(Product.TYPE, FIELD, Sort.LINE));
    made("Tea", null);
    made("Coffee", null);
    engine.runAfter(Duration.ofHours(1), plan(showing(Product.TYPE, false)));
    List<String> ids = shown();
    assertThat(ids).hasSize(2).allMatch(each -> each.startsWith("product:"));
    made("Cocoa", "shelf 7");
    SyncPlan afresh = plan(showing(Product.TYPE, false));
    assertThat(engine.check(afresh).ok()).isTrue();
    long before = right.requests();
    engine.check(afresh);
    long second = right.requests() - before;
    assertThat(second).isEqualTo(checked(Identification.OFF) + 1);
  }

  /** The requests of a check; fields that are needed are listed, one request a type. */
  private long checked(Identification fields) {
    long before = right.requests();
    engine.check(plan(settings.withIdentification(fields)));
    return right.requests() - before;
  }

  private BitrixMoySkladSettings showing(EntityType type, boolean confirmed) {
    String product = type.equals(Product.TYPE) ? FIELD : null;
    String order = type.equals(Order.TYPE) ? FIELD : null;
    return settings.withIdentification(new Identification(product, null, order, null, confirmed));
  }

  private void made(String name, @Nullable String shown) {
    Entity product =
        Entity.of(Product.TYPE, "").with(Product.KIND, Product.GOODS).with(Product.NAME, name);
    Field<String> field = Field.custom(Product.TYPE, FIELD, Kinds.text());
    right.check();
    right.write(
        List.of(
            new Write.Create(
                new OperationKey("other", "product", name, 1, "create"),
                shown == null ? product : product.with(field, shown))));
    time.advance(Duration.ofMinutes(10));
  }

  private List<String> shown() {
    List<String> shown = new ArrayList<>();
    account
        .products()
        .forEach(
            each ->
                each.json()
                    .path("attributes")
                    .forEach(value -> shown.add(value.path("value").asText())));
    return shown;
  }

  /** Checking and running both say it, and neither writes. */
  private void refused(BitrixMoySkladSettings wrong, String code, String account, String setting) {
    SyncPlan plan = plan(wrong);
    made("Only in MoySklad", null);
    List<String> documents = portalHolds();
    int leftBefore = portal.log().size();
    int rightBefore = this.account.log().size();
    assertThat(engine.check(plan).problems())
        .singleElement()
        .satisfies(problem -> named(problem, code, account, setting));
    assertThatThrownBy(() -> engine.run(plan))
        .isInstanceOf(PlanNotReady.class)
        .hasMessageContaining(account);
    assertThat(portal.log().since(leftBefore)).as("a check's batch each").hasSize(2);
    assertThat(portalHolds()).isEqualTo(documents);
    assertThat(this.account.log().since(rightBefore))
        .isNotEmpty()
        .allMatch(each -> each.method().equals("GET"));
  }

  private static void named(PlanProblem problem, String code, String account, String setting) {
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.account()).startsWith(account);
    assertThat(problem.setting()).startsWith(setting);
    assertThat(problem.text()).isNotBlank();
    assertThat(problem.remedy()).isNotBlank();
  }

  /** A batch does not show in the log what it holds. */
  private List<String> portalHolds() {
    return Stream.of(Kind.values())
        .flatMap(kind -> portal.documents(kind).stream())
        .map(Object::toString)
        .toList();
  }
}
