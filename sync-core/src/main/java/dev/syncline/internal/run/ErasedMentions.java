package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.model.Ref;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalErasure;
import dev.syncline.store.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Entries of what is erased, and those of others that name it: these go on without it, or are
 * looked at anew. Not thread-safe.
 */
final class ErasedMentions {

  private final SyncPlan plan;
  private final Ledger ledger;
  private final ErasedSubjects subjects;
  private final List<Notice> looks = new ArrayList<>();

  ErasedMentions(SyncPlan plan, Ledger ledger, ErasedSubjects subjects) {
    this.plan = plan;
    this.ledger = ledger;
    this.subjects = subjects;
  }

  /** Does it; gives whom the next run has to look at. */
  List<Notice> rewrite(ErasingCommits commits) {
    each(Failures.KIND, entry -> failure(entry, commits));
    each(WhenLinked.KIND, entry -> without(entry, commits));
    each(
        Convicted.KIND,
        entry -> {
          Convicted gone = Convicted.of(entry);
          removeIf(subjects.has(gone.flow(), gone.side(), gone.id()), entry, commits);
        });
    each(
        HeldClear.KIND,
        entry -> {
          HeldClear held = HeldClear.of(entry);
          removeIf(held(held), entry, commits);
        });
    each(
        SecondLooks.KIND,
        entry -> {
          SecondLooks.Open open = SecondLooks.Open.of(entry);
          Side source = open.target().other();
          removeIf(subjects.has(open.key().flow(), source, open.sourceId()), entry, commits);
        });
    each(Doubles.KIND, entry -> doubled(entry, commits));
    each(
        Rejected.KIND,
        entry -> {
          boolean erased = subjects.all().stream().anyMatch(one -> Rejected.names(entry, one));
          removeIf(erased, entry, commits);
        });
    each(Ensures.GENERATION, entry -> removeIf(ensured(entry), entry, commits));
    each(
        SecondLooks.KIND,
        entry -> {
          SecondLooks.Open open = SecondLooks.Open.of(entry);
          Side source = open.target().other();
          removeIf(subjects.hasKept(open.key().flow(), source, open.sourceId()), entry, commits);
        });
    each(MatchIndex.KIND, entry -> shown(entry, false, commits));
    each(SetAside.KIND, entry -> shown(entry, true, commits));
    return looks;
  }

  private void each(String kind, Consumer<Entry> what) {
    List<Entry> page = ledger.page(kind, "", "");
    while (!page.isEmpty()) {
      page.forEach(what);
      page = ledger.page(kind, "", page.get(page.size() - 1).key());
    }
  }

  private static void removeIf(boolean erased, Entry entry, ErasingCommits commits) {
    if (erased) {
      commits.remove(entry);
    }
  }

  private void failure(Entry entry, ErasingCommits commits) {
    Failures.Kept kept = Failures.kept(entry);
    Failure failure = kept.failure();
    if (subjects.hasKept(failure.flow(), failure.side(), failure.id())) {
      commits.remove(entry);
    } else if (subjects.anyNamed(failure.side(), kept.waitsFor())) {
      commits.remove(entry);
      forgetWaiting(failure, commits);
    } else {
      Failures.Kept less = lessOf(kept);
      if (!less.equals(kept)) {
        commits.put(Failures.entry(less));
        forgetJournal(failure, commits);
      }
    }
  }

  /** Parked ones stay parked, with one candidate less: to try them again is a person's decision. */
  private Failures.Kept lessOf(Failures.Kept kept) {
    Failure failure = kept.failure();
    Side other = failure.side().other();
    List<String> candidates = new ArrayList<>(failure.candidates());
    candidates.removeIf(id -> subjects.has(failure.flow(), other, id));
    boolean taken = subjects.has(failure.flow(), other, kept.takenBy());
    Failure less = taken ? withoutName(failure, kept.takenBy()) : failure;
    return new Failures.Kept(
        less.choosing(candidates),
        kept.waitsFor(),
        kept.refused(),
        taken ? "" : kept.takenBy(),
        kept.dropped());
  }

  private static Failure withoutName(Failure failure, String id) {
    String reason =
        failure.reason().replaceAll("(?<![\\w-])" + Pattern.quote(id) + "(?![\\w-])", "(erased)");
    return new Failure(
        failure.plan(),
        failure.flow(),
        failure.side(),
        failure.id(),
        failure.kind(),
        reason,
        failure.attempts(),
        failure.retryAt());
  }

  /** Rows about who names it name it too. */
  private void forgetJournal(Failure failure, ErasingCommits commits) {
    commits.journal(
        JournalErasure.about(plan.name(), failure.flow(), failure.side(), failure.id()));
  }

  private void forgetWaiting(Failure failure, ErasingCommits commits) {
    forgetJournal(failure, commits);
    for (Flow flow : plan.flows()) {
      if (flow.keeps(failure.flow())) {
        String type = flow.type(failure.side()).name();
        String id = FailureList.entity(flow, failure);
        looks.add(new Notice(plan.name(), 0, failure.side(), type, id, false, Instant.EPOCH));
      }
    }
  }

  private void without(Entry entry, ErasingCommits commits) {
    WhenLinked.Without without = WhenLinked.Without.of(entry);
    List<Ref> refs =
        without.refs().stream().filter(ref -> !subjects.names(without.side(), ref)).toList();
    if (subjects.has(without.flow(), without.side(), without.id()) || refs.isEmpty()) {
      commits.remove(entry);
    } else if (refs.size() < without.refs().size()) {
      commits.put(
          new WhenLinked.Without(without.flow(), without.side(), without.id(), refs).entry(ledger));
    }
  }

  private boolean held(HeldClear held) {
    return subjects.has(held.flow(), held.place().target().other(), held.id());
  }

  /** The key names one counterpart; the lines are those who name it together. */
  private void doubled(Entry entry, ErasingCommits commits) {
    List<String> holders = new String(entry.body(), StandardCharsets.UTF_8).lines().toList();
    for (ErasedSubjects.Subject each : subjects.all()) {
      String prefix = each.flow() + "/" + each.side().word() + "/";
      String counterpart = each.flow() + "/" + each.side().other().word() + "/";
      boolean named = entry.key().equals(counterpart + each.id());
      boolean holds = entry.key().startsWith(prefix) && holders.contains(each.id());
      if (named || holds) {
        commits.remove(entry);
        return;
      }
    }
  }

  /** The lines are ids of one side; the key may name one more, without which there is none. */
  private void shown(Entry entry, boolean keyed, ErasingCommits commits) {
    List<String> ids = new ArrayList<>();
    new String(entry.body(), StandardCharsets.UTF_8).lines().forEach(ids::add);
    boolean mine = false;
    boolean less = false;
    for (ErasedSubjects.Subject each : subjects.all()) {
      String prefix = each.flow() + "/" + each.side().word() + "/";
      mine |= keyed && entry.key().equals(prefix + each.id());
      less |= entry.key().startsWith(prefix) && ids.removeIf(each.id()::equals);
    }
    if (mine || (less && ids.isEmpty() && !keyed)) {
      commits.remove(entry);
    } else if (less) {
      byte[] body = String.join("\n", ids).getBytes(StandardCharsets.UTF_8);
      commits.put(ledger.entry(entry.kind(), entry.key(), body));
    }
  }

  private boolean ensured(Entry entry) {
    return subjects.all().stream()
        .anyMatch(
            each -> entry.key().equals(each.flow() + "/" + each.side().word() + "/" + each.id()));
  }
}
