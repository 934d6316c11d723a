package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Connector;
import dev.syncline.model.EntityType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

/**
 * What every {@link Connector} must pass. A subclass says how it is put on a fake, and gives a
 * {@link Sample} of each of its types; it is the connector's proof, and prints a table of what was
 * proven and what the connector does not declare, which goes to {@code target/contract-SYSTEM.txt},
 * too.
 *
 * <p>Each proof gets a fresh ground. Types, fields, feeds and operations are taken from what the
 * connector declares: a type without a sample, and a writable field without another value, are
 * failures and not gaps. Everything happens in virtual time, so nothing here waits.
 *
 * @since 0.1
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConnectorContract {

  private static final List<Proof<Sample>> OF_SAMPLES =
      Stream.of(
              ReadProofs.ALL,
              FindProofs.ALL,
              WriteProofs.ALL,
              FillProofs.ALL,
              CustomFieldProofs.ALL,
              GuardProofs.ALL,
              LeaseProofs.ALL,
              FeedProofs.ALL)
          .flatMap(List::stream)
          .toList();

  private @Nullable ProofTable table;
  private String system = "";

  /** For subclasses. */
  protected ConnectorContract() {}

  /** A fresh fake account with a connector to it. */
  protected abstract ProvingGround ground() throws Exception;

  /**
   * What is proven: at least one sample of each of the connector's types, but for those {@link
   * #provenElsewhere}.
   */
  protected abstract List<Sample> samples();

  /**
   * Samples of the types that another subclass proves on another ground: they are made where
   * something refers to them, and stand under the proofs of the whole account only.
   */
  protected List<Sample> provenElsewhere() {
    return List.of();
  }

  /** What tells this subclass's table from that of others of the same system; usually nothing. */
  protected String variety() {
    return "";
  }

  private List<Sample> known() {
    return Stream.concat(samples().stream(), provenElsewhere().stream()).toList();
  }

  @TestFactory
  Stream<DynamicNode> contract() throws Exception {
    List<EntityType> types = new ArrayList<>();
    try (ProvingGround ground = ground();
        Connector connector = ground.connector()) {
      types.addAll(connector.entityTypes());
      types.sort(Comparator.comparing(EntityType::name));
      system = connector.account().system() + (variety().isEmpty() ? "" : "-" + variety());
      table = new ProofTable("Contract of " + system);
    }
    Values values = Values.usual();
    ProofTable shown = java.util.Objects.requireNonNull(table);
    shown.note("seed " + values.seed() + " (-D" + Values.SEED + ")");
    List<DynamicNode> nodes = new ArrayList<>();
    nodes.add(DynamicTest.dynamicTest("every type has a sample", () -> haveSamples(types)));
    nodes.add(node("account", "", AccountProofs.ALL));
    nodes.add(node("errors", "", ErrorProofs.ALL));
    nodes.add(node("webhooks", "", WebhookProofs.ALL));
    for (Sample sample : samples()) {
      noteExceptions(sample, shown);
      nodes.add(node(sample.name(), sample, OF_SAMPLES));
    }
    return nodes.stream();
  }

  private void haveSamples(List<EntityType> types) {
    for (EntityType type : types) {
      assertThat(known()).as("give a sample of %s", type).anyMatch(s -> s.type().equals(type));
    }
  }

  private static void noteExceptions(Sample sample, ProofTable table) {
    sample
        .excepted()
        .forEach((field, why) -> table.note(sample + ", " + field.name() + ": " + why));
    sample
        .coarse()
        .forEach((field, why) -> table.note(sample + ", " + field.name() + " alone: " + why));
    sample
        .undated()
        .forEach(
            (field, why) ->
                table.note(
                    sample + ", an edit of " + field.name() + " alone is not listed: " + why));
  }

  private <S> DynamicContainer node(String row, S of, List<Proof<S>> proofs) {
    return DynamicContainer.dynamicContainer(
        row,
        proofs.stream()
            .map(
                proof ->
                    DynamicTest.dynamicTest(
                        row + ": " + proof.sentence(), () -> prove(row, proof, of))));
  }

  private <S> void prove(String row, Proof<S> proof, S of) throws Exception {
    ProofTable into = java.util.Objects.requireNonNull(table);
    into.put(row, proof.column(), "FAILED");
    try (ProvingGround ground = ground();
        Connector ignored = ground.connector()) {
      Workbench bench = new Workbench(ground, known(), Values.usual());
      proof.body().prove(bench, of);
      into.put(row, proof.column(), "proven");
    } catch (TestAbortedException notDeclared) {
      into.put(row, proof.column(), "not declared");
      into.note(row + ", " + proof.column() + ": " + notDeclared.getMessage());
      throw notDeclared;
    }
  }

  @AfterAll
  void print() {
    ProofTable all = table;
    if (all != null) {
      all.print("contract-" + system + ".txt");
    }
  }
}
