package dev.syncline.testkit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Conflicts;
import dev.syncline.RunReport;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** H6: somebody edits between our read and our write. */
class H6OverwriteWindowTest {

  private static SharedErp linked(UnaryOperator<MemoryType> erp, Conflicts conflicts) {
    SharedErp world = SharedErp.erp(erp);
    world.one =
        SharedErp.plan("one", world.shop1, world.erp, SharedErp.customers().conflicts(conflicts));
    world
        .shop1
        .user()
        .add(
            Entity.of(Customer.TYPE, "")
                .with(Customer.TAX_NUMBER, "7707083893")
                .with(Customer.NAME, "Ann")
                .with(Customer.COMMENT, "none"));
    world.run(world.one);
    return world;
  }

  private static Entity inShop(SharedErp world) {
    return world.shop1.entities(Customer.TYPE).get(0);
  }

  private static Entity inErp(SharedErp world) {
    return world.erp.entities(Customer.TYPE).get(0);
  }

  private static void beforeOurWrite(SharedErp world, Runnable edit) {
    world.shop1.user().set(inShop(world).id(), Customer.NAME, "of the shop");
    world.erp.faults().beforeNext(MemoryCall.WRITE, edit);
    world.run(world.one);
  }

  @Test
  void whereTheVendorTakesAVersionTheEditIsAConflictAndNeverOverwrittenUnseen() {
    for (Conflicts wins : new Conflicts[] {Conflicts.LEFT, Conflicts.RIGHT}) {
      SharedErp world = linked(MemoryType::versioned, wins);
      world.shop1.user().set(inShop(world).id(), Customer.NAME, "of the shop");
      world
          .erp
          .faults()
          .beforeNext(
              MemoryCall.WRITE,
              () -> world.erp.user().set(inErp(world).id(), Customer.NAME, "of the ERP"));
      RunReport report = world.run(world.one);
      String winner = wins == Conflicts.LEFT ? "of the shop" : "of the ERP";
      assertThat(report.conflicts()).isEqualTo(1);
      assertThat(inShop(world).require(Customer.NAME)).isEqualTo(winner);
      assertThat(inErp(world).require(Customer.NAME)).isEqualTo(winner);
    }
  }

  @Test
  void whereItTakesNoneTheEditOfAnotherFieldStaysAndTravels() {
    for (UnaryOperator<MemoryType> erp :
        List.<UnaryOperator<MemoryType>>of(
            UnaryOperator.identity(), MemoryType::tellsWhatItHolds)) {
      SharedErp world = linked(erp, Conflicts.LEFT);
      beforeOurWrite(
          world, () -> world.erp.user().set(inErp(world).id(), Customer.COMMENT, "pays late"));
      world.run(world.one);
      assertThat(inErp(world).require(Customer.NAME)).isEqualTo("of the shop");
      assertThat(inErp(world).require(Customer.COMMENT)).isEqualTo("pays late");
      assertThat(inShop(world).require(Customer.COMMENT)).isEqualTo("pays late");
    }
  }

  @Test
  void whatANextReadShowsInsteadOfWhatWePutIsAnEditAndTravels() {
    SharedErp world = linked(UnaryOperator.identity(), Conflicts.LEFT);
    beforeOurWrite(world, () -> {});
    world.erp.user().set(inErp(world).id(), Customer.NAME, "typed right after");
    world.run(world.one);
    assertThat(inShop(world).require(Customer.NAME)).isEqualTo("typed right after");
    assertThat(inErp(world).require(Customer.NAME)).isEqualTo("typed right after");
  }

  @Test
  void theDeclaredWindowIsTheOnlyPlaceWhereAnEditOfTheSameFieldIsLost() {
    SharedErp world = linked(UnaryOperator.identity(), Conflicts.RIGHT);
    world.shop1.user().set(inShop(world).id(), Customer.NAME, "of the shop");
    world.erp.user().set(inErp(world).id(), Customer.NAME, "seen in time");
    world.run(world.one);
    assertThat(inShop(world).require(Customer.NAME)).isEqualTo("seen in time");
    beforeOurWrite(
        world, () -> world.erp.user().set(inErp(world).id(), Customer.NAME, "in the window"));
    assertThat(inErp(world).require(Customer.NAME)).isEqualTo("of the shop");
  }
}
