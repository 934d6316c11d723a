package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Pair;
import java.util.ArrayList;
import java.util.List;

/** An entity or a pair that is being worked on. Not thread-safe. */
final class Item {

  private final Side changed;
  private final String changedId;
  private final List<String> answered = new ArrayList<>();
  private Pair pair;
  private boolean seenBoth;
  private boolean unheeded;
  private boolean unheededTwice;

  /** {@code changed} is the side that was looked at first, {@code changedId} its entity's id. */
  Item(Pair pair, Side changed, String changedId) {
    this.pair = pair;
    this.changed = changed;
    this.changedId = changedId;
  }

  /** How an entity without a link is called among the items. */
  static String alone(Side side, String id) {
    return "?" + side + id;
  }

  Pair pair() {
    return pair;
  }

  /** Whether the store has no link of it yet. */
  boolean isNew() {
    Link link = pair.link();
    return link == null || link.revision() == 0;
  }

  void becomes(Pair now) {
    pair = now;
  }

  Side changed() {
    return changed;
  }

  /** Whether what earlier, unanswered writes have done to it was looked at. */
  boolean seenBoth() {
    return seenBoth;
  }

  void seen() {
    seenBoth = true;
  }

  /**
   * It is known what became of an unanswered write. Its intent stays in the store until what
   * follows is there too: nothing else would lead back to this item if the process died in between.
   */
  void answered(Intent intent) {
    answered.add(intent.entryKey());
  }

  /** The intents of unanswered writes of which it is known what became of them. */
  List<String> answered() {
    return List.copyOf(answered);
  }

  /** A change of it was taken in and not done, perhaps not for the first time. */
  void unheeded(boolean again) {
    unheeded = true;
    unheededTwice |= again;
  }

  boolean isUnheeded() {
    return unheeded;
  }

  boolean isUnheededTwice() {
    return unheededTwice;
  }

  /** The id on a side; empty if there is none. */
  String id(Side side) {
    Link link = pair.link();
    if (link != null) {
      return link.id(side).orElse("");
    }
    return side == changed ? changedId : "";
  }
}
