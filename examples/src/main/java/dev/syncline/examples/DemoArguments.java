package dev.syncline.examples;

import dev.syncline.examples.bitrix24moysklad.BitrixMoySkladDemo;
import dev.syncline.examples.prestashopdolibarr.PrestaShopDolibarrDemo;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What both commands take: a plan, how much there is of everything, and the seed. */
final class DemoArguments {

  private static final List<DemoPlan> PLANS =
      List.of(new BitrixMoySkladDemo(), new PrestaShopDolibarrDemo());

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<plan>",
      defaultValue = "",
      description = "the plan: bitrix24-moysklad or prestashop-dolibarr")
  private String plan = "";

  @Option(
      names = "--records",
      paramLabel = "N",
      description =
          "top-level entities over both sides before the first sync"
              + " (default: 1100 of bitrix24-moysklad, 660 of prestashop-dolibarr)")
  private @Nullable Integer records;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "what the accounts' contents follow from (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long seed;

  DemoPlan plan() {
    return PLANS.stream()
        .filter(each -> each.name().equals(plan))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    (plan.isEmpty() ? "name a plan" : "unknown plan '" + plan + "'")
                        + "; plans are: "
                        + String.join(", ", PLANS.stream().map(DemoPlan::name).toList())));
  }

  int records(DemoPlan plan) {
    int wanted = records == null ? plan.records() : records;
    if (wanted < 1) {
      throw wrong("--records takes a number from 1, not " + wanted);
    }
    return wanted;
  }

  long seed() {
    return seed;
  }

  ParameterException wrong(String message) {
    if (command == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(command.commandLine(), message);
  }

  /** What only the demo itself takes. */
  static final class Running {

    @Option(
        names = "--store",
        paramLabel = "memory|h2|sqlite|postgres:<jdbc url>",
        description =
            "where links are kept: h2 and sqlite in the folder 'links' beside the report"
                + " (default: ${DEFAULT-VALUE})",
        defaultValue = "h2")
    String store = "h2";

    @Option(
        names = "--keep",
        description = "go on with the links that an earlier demo left, instead of none")
    boolean keep;

    @Option(
        names = "--report",
        paramLabel = "FILE",
        description = "where the report goes (default: target/demo/<plan>/report.json)")
    @Nullable Path report;

    @Option(
        names = "--fakes",
        paramLabel = "URL",
        description = "the control address that 'fakes <plan>' printed in another JVM")
    @Nullable URI fakes;

    void requireStore(DemoArguments common) {
      if (!DemoStore.knows(store)) {
        throw common.wrong(
            "--store takes memory, h2, sqlite or postgres:jdbc:postgresql://… and its parameters");
      }
    }

    DemoStore open(DemoPlan plan) {
      Path folder = report(plan).resolveSibling("links");
      return keep ? DemoStore.kept(store, folder) : DemoStore.fresh(store, folder);
    }

    boolean forgets() {
      return !keep && store.startsWith("postgres:");
    }

    Path report(DemoPlan plan) {
      return report == null ? Path.of("target", "demo", plan.name(), "report.json") : report;
    }
  }
}
