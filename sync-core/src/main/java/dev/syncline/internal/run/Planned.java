package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One write on its way: what it is for, what is agreed once it is done, and what became of it. */
final class Planned {

  private final Flow flow;
  private Pair pair;
  private final Side target;
  private final String sourceId;
  private Write write;
  private Decision.Draft draft;
  private final Base agreed;
  private final boolean again;
  private boolean sentAgain;
  private @Nullable Intent unanswered;
  private List<String> answered = List.of();
  private List<MatchBy> ways;
  private Set<String> reserved = Set.of();
  private String takenBy = "";
  private @Nullable WriteResult result;
  private @Nullable Link link;

  Planned(
      Flow flow,
      Pair pair,
      Side target,
      String sourceId,
      Write write,
      Decision.Draft draft,
      Base agreed,
      boolean again) {
    this.flow = flow;
    this.pair = pair;
    this.target = target;
    this.sourceId = sourceId;
    this.write = write;
    this.draft = draft;
    this.agreed = agreed;
    this.again = again;
    this.ways = flow.keys();
  }

  Flow flow() {
    return flow;
  }

  Pair pair() {
    return pair;
  }

  Side target() {
    return target;
  }

  Side source() {
    return target.other();
  }

  String sourceId() {
    return sourceId;
  }

  Write write() {
    return write;
  }

  Decision.Draft draft() {
    return draft;
  }

  Base agreed() {
    return agreed;
  }

  /** Whether the pair is judged once more after this. */
  boolean again() {
    return again;
  }

  /** It was looked for, was not done, and goes out a second time. */
  Planned secondTime() {
    sentAgain = true;
    return this;
  }

  boolean sentAgain() {
    return sentAgain;
  }

  /** An earlier attempt was not answered, and may be what is done. */
  void follows(Intent earlier) {
    unanswered = earlier;
  }

  /** It is known what became of these, and this is what follows. */
  Planned closing(List<String> intents) {
    answered = intents;
    return this;
  }

  /** The intents that are over once this is noted. */
  List<String> closes() {
    return answered;
  }

  /** The earlier attempt that was not answered, if this repeats one. */
  @Nullable Intent unanswered() {
    return unanswered;
  }

  /** This create goes out with the next number; whether there is one. */
  boolean renumber(Prints prints) {
    Decision.Draft next = draft.renumbered(target, prints).orElse(null);
    if (next != null) {
      draft = next;
      write = new Write.Create(write.key(), next.delta());
    }
    return next != null;
  }

  /** It is looked for in this way, and in no other. */
  Planned soughtBy(MatchBy way) {
    ways = List.of(way);
    return this;
  }

  /** By what others would find what this create makes: all that it is given, weak keys too. */
  Set<MatchKey> keys(PhoneRules phones) {
    Set<MatchKey> keys = new LinkedHashSet<>();
    if (write instanceof Write.Create create) {
      ways.forEach(way -> keys.addAll(MatchKey.of(create.wanted(), way.fields(), phones)));
    }
    return keys;
  }

  /** The prints of the keys that are reserved for it. */
  Set<String> reserved() {
    return reserved;
  }

  void reserves(Set<String> prints) {
    reserved = Set.copyOf(prints);
  }

  /** Who has the number that it was refused for. */
  void takenBy(String id) {
    takenBy = id;
  }

  /** Who has the number that it was refused for; empty if it was not, or if nobody knows. */
  String takenBy() {
    return takenBy;
  }

  /** A print of what is written: the same write again has the same. */
  String print(Prints prints) {
    return print(target, draft.delta(), prints);
  }

  /** A print of a write to a side. */
  static String print(Side target, Entity delta, Prints prints) {
    StringBuilder text = new StringBuilder(target.word());
    delta.fields().stream()
        .sorted(Comparator.comparing(Field::name))
        .forEach(
            field ->
                text.append('\u001f')
                    .append(field.name())
                    .append('=')
                    .append(delta.canonical(field, prints.phones())));
    return prints.key(text.toString());
  }

  /** The link of a pair that was found is in the store by now. */
  void linked(Link stored) {
    pair = pair.with(stored);
  }

  void became(WriteResult outcome, @Nullable Link stored) {
    result = outcome;
    link = stored;
  }

  WriteResult result() {
    return result == null ? new WriteResult.NotSent("not reached") : result;
  }

  /** The link as it stands after the write, if there is one. */
  @Nullable Link link() {
    return link;
  }
}
