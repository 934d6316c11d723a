package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Field;
import dev.syncline.store.JournalRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the journal says, unit by unit: what was carried from where, and who won. Names only, never
 * values, and no more of them than a row can bear. The same words are read back for an explanation.
 */
final class Told {

  /** More units than this are not named in one row. */
  static final int UNITS = 60;

  private static final String CONFLICT = "CONFLICT ";
  private static final String FROM = " from ";
  private static final String NAMES = ": ";
  private static final String NEXT = ", ";

  private Told() {}

  /** A write that was done, with the units that travelled. */
  static JournalRow carried(Ledger ledger, Planned planned, String targetId, Count what) {
    Side source = planned.source();
    List<String> units = units(planned);
    String named = String.join(NEXT, units.subList(0, Math.min(UNITS, units.size())));
    String text =
        what + FROM + source.word() + " " + planned.sourceId() + (named.isEmpty() ? "" : NAMES);
    String more = units.size() > UNITS ? NEXT + (units.size() - UNITS) + " more" : "";
    return ledger.journal(planned.flow(), planned.target(), targetId, text + named + more);
  }

  private static List<String> units(Planned planned) {
    Set<Field<?>> written = planned.draft().delta().fields();
    List<String> names = new ArrayList<>();
    for (Unit unit : planned.flow().mapper().units()) {
      if (unit.field(planned.target()).filter(written::contains).isPresent()) {
        names.add(unit.name());
      }
    }
    // Companions have no units of their own.
    return names.isEmpty() ? written.stream().map(Field::name).toList() : names;
  }

  /** A conflict that was decided; it stands with the winner. */
  static JournalRow conflict(Ledger ledger, Flow flow, RunReport.Conflict decided) {
    String id = decided.winner() == Side.LEFT ? decided.leftId() : decided.rightId();
    return ledger.journal(flow, decided.winner(), id, CONFLICT + decided.decision());
  }

  /** From which side a row says that it carried a unit, if it does. */
  static Optional<Side> source(JournalRow row, String unit) {
    Side source = row.side().other();
    int names = row.what().indexOf(NAMES);
    boolean carried = row.what().contains(FROM + source.word() + " ") && names > 0;
    return carried && listed(row.what().substring(names + NAMES.length()), unit)
        ? Optional.of(source)
        : Optional.empty();
  }

  private static boolean listed(String names, String unit) {
    return (NEXT + names + NEXT).contains(NEXT + unit + NEXT);
  }

  /** What a row says of a conflict over a unit: who wins and why. */
  static Optional<String> verdict(JournalRow row, String unit) {
    String begins = CONFLICT + unit + NEXT;
    return row.what().startsWith(begins)
        ? Optional.of(row.what().substring(begins.length()))
        : Optional.empty();
  }
}
