package dev.syncline.plans.bitrix24moysklad.rules;

import dev.syncline.testkit.crash.CrashFault;
import dev.syncline.testkit.crash.CrashKnown;
import dev.syncline.testkit.crash.CrashPoint;
import dev.syncline.testkit.crash.CrashSimulator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever breaks between the portal and the account, the end is as if nothing had happened. */
class CrashedPairTest {

  /** Defects that are known and not mended yet. */
  private static final List<CrashKnown> KNOWN =
      List.of(
          new CrashKnown(
              "bitrix24-moysklad",
              point -> point.kind() == CrashPoint.Kind.REQUEST,
              EnumSet.of(CrashFault.TORN_ONE, CrashFault.TORN_HALF),
              Set.of("order is ", "portal ROW is "),
              "a deal that was made without its rows is found again, its rows are taken as agreed,"
                  + " and that they are missing travels back: 321215725186580480"),
          new CrashKnown(
              "bitrix24-moysklad",
              point -> point.act().equals("first sync"),
              EnumSet.allOf(CrashFault.class),
              Set.of("sku=MUG-1"),
              "the unit that Bitrix24 gives to a product by itself travels back if the product was"
                  + " found again: 321215725081853952"));

  /** A walk costs half a second of a processor. */
  private static final int SAMPLE = 40;

  @Test
  void whateverBreaksTheEndIsAsIfNothingHadHappened() {
    CrashSimulator.of(new CrashedPair()).sample(SAMPLE).known(KNOWN).prove();
  }
}
