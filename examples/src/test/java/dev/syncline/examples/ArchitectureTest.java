package dev.syncline.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom, over all modules. */
class ArchitectureTest {

  private static final String[] CORE = {
    "dev.syncline",
    "dev.syncline.model..",
    "dev.syncline.mapping..",
    "dev.syncline.connector..",
    "dev.syncline.store",
    "dev.syncline.internal.."
  };
  private static final List<String> SYSTEMS =
      List.of("bitrix24", "moysklad", "prestashop", "dolibarr");
  private static final List<String> VENDORS =
      List.of(
          "bitrix",
          "moysklad",
          "retailcrm",
          "ecwid",
          "mplus",
          "prestashop",
          "dolibarr",
          "shoprenter",
          "minicrm");

  private static JavaClasses all;

  @BeforeAll
  static void everyModule() {
    all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.syncline");
    assertThat(all.size()).isGreaterThan(200);
  }

  private static DescribedPredicate<JavaClass> ours(String... allowed) {
    return describe(
        "of ours outside " + List.of(allowed),
        each ->
            each.getPackageName().startsWith("dev.syncline")
                && !resideInAnyPackage(allowed).test(each));
  }

  private static String[] coreAnd(String... more) {
    return Stream.concat(Stream.of(CORE), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void coreImportsNobody() {
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(coreAnd("java..", "org.slf4j..", "org.jspecify.."))
        .check(all);
  }

  @Test
  void theTransportImportsCoreOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.syncline.http..")
        .should()
        .dependOnClassesThat(ours(coreAnd("dev.syncline.http..")))
        .check(all);
  }

  @Test
  void theDurableStoreImportsCoreOnlyAndNoDriver() {
    classes()
        .that()
        .resideInAPackage("dev.syncline.store.jdbc..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            coreAnd(
                "dev.syncline.store.jdbc..",
                "java..",
                "javax.sql..",
                "org.slf4j..",
                "org.jspecify.."))
        .check(all);
  }

  @Test
  void theMetricsImportCoreAndMicrometerOnly() {
    classes()
        .that()
        .resideInAPackage("dev.syncline.micrometer..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            coreAnd(
                "dev.syncline.micrometer..", "java..", "io.micrometer.core..", "org.jspecify.."))
        .check(all);
  }

  @Test
  void aConnectorImportsCoreAndTheTransportNeverAnotherConnectorOrAPlan() {
    for (String system : SYSTEMS) {
      String own = "dev.syncline." + system + "..";
      noClasses()
          .that()
          .resideInAPackage(own)
          .and()
          .resideOutsideOfPackage("dev.syncline." + system + ".fake..")
          .should()
          .dependOnClassesThat(ours(coreAnd("dev.syncline.http..", own)))
          .check(all);
    }
  }

  @Test
  void aFakeSharesNothingWithItsConnectorAndOnlyItsFrontHandsOneOut() {
    for (String system : SYSTEMS) {
      String fake = "dev.syncline." + system + ".fake..";
      noClasses()
          .that()
          .resideInAPackage(fake)
          .and()
          .haveSimpleNameNotStartingWith("Fake")
          .should()
          .dependOnClassesThat(ours(coreAnd("dev.syncline.testkit..", fake)))
          .check(all);
    }
  }

  @Test
  void noConnectorUsesAFake() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..fake..", "dev.syncline.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SYSTEMS.stream()
                .map(system -> "dev.syncline." + system + ".fake..")
                .toArray(String[]::new))
        .check(all);
  }

  @Test
  void aPlanImportsCoreAndItsTwoConnectors() {
    noClasses()
        .that()
        .resideInAPackage("dev.syncline.plans.bitrix24moysklad..")
        .should()
        .dependOnClassesThat(
            ours(
                coreAnd(
                    "dev.syncline.plans.settings..",
                    "dev.syncline.plans.bitrix24moysklad..",
                    "dev.syncline.bitrix24..",
                    "dev.syncline.moysklad..")))
        .check(all);
  }

  @Test
  void aPlanForTheShopAndTheLedgerImportsCoreAndItsTwoConnectors() {
    noClasses()
        .that()
        .resideInAPackage("dev.syncline.plans.prestashopdolibarr..")
        .should()
        .dependOnClassesThat(
            ours(
                coreAnd(
                    "dev.syncline.plans.settings..",
                    "dev.syncline.plans.prestashopdolibarr..",
                    "dev.syncline.prestashop..",
                    "dev.syncline.dolibarr..")))
        .check(all);
  }

  @Test
  void onlyExamplesAndFakesImportTheTestKit() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.syncline.examples..", "..fake..", "dev.syncline.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.syncline.testkit..")
        .check(all);
  }

  @Test
  void noThirdPartyTypeIsInAPublicSignatureOfCore() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(CORE)
        .and()
        .arePublic()
        .should(haveOnlyOurTypes())
        .check(all);
  }

  private static ArchCondition<JavaMethod> haveOnlyOurTypes() {
    return new ArchCondition<>("have only types of the JDK and of core in their signatures") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        List<JavaClass> types = new ArrayList<>(method.getRawParameterTypes());
        types.add(method.getRawReturnType());
        types.addAll(method.getExceptionTypes());
        for (JavaClass type : types) {
          JavaClass plain = type.getBaseComponentType();
          boolean fine =
              plain.isPrimitive()
                  || plain.getPackageName().startsWith("java.")
                  || resideInAnyPackage(CORE).test(plain);
          if (method.getOwner().getModifiers().contains(JavaModifier.PUBLIC) && !fine) {
            events.add(
                SimpleConditionEvent.violated(method, method.getFullName() + " shows " + plain));
          }
        }
      }
    };
  }

  @Test
  void timeAndChanceComeFromTheRuntime() {
    noClasses()
        .that()
        .doNotHaveSimpleName("ProductionRuntime")
        .and()
        .doNotHaveSimpleName("SystemTime")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callConstructor(Random.class, long.class)
        .check(all);
  }

  @Test
  void coreKnowsNoVendorByName() throws IOException {
    Path sources = Path.of("..", "sync-core", "src", "main", "java");
    List<String> named = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String code =
            Files.readString(file)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("//.*", "")
                .toLowerCase(Locale.ROOT);
        VENDORS.stream().filter(code::contains).forEach(vendor -> named.add(file + ": " + vendor));
      }
    }

    assertThat(named).isEmpty();
  }
}
