package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.BaseBytes;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who went without a reference because what it names had no counterpart: nobody waits for it, but
 * once it has one, the entity is looked at again, though nobody edits it. Kept in the store, read
 * by the page. Thread-safe.
 */
final class WhenLinked {

  static final String KIND = "when-linked";
  private static final int VERSION = 1;
  private static final int MOST = 1000;

  /** Someone and what they go without. */
  record Without(String flow, Side side, String id, List<Ref> refs) {

    String key() {
      return Failures.key(flow, side, id);
    }

    Entry entry(Ledger ledger) {
      byte[] body =
          BaseBytes.write(
              VERSION,
              out -> {
                out.writeUTF(flow);
                BaseBytes.writeEnum(out, side);
                out.writeUTF(id);
                out.writeShort(refs.size());
                for (Ref ref : refs) {
                  out.writeUTF(ref.type().name());
                  out.writeUTF(ref.id());
                }
              });
      return ledger.entry(KIND, key(), body);
    }

    static Without of(Entry entry) {
      return BaseBytes.read(
          entry.body(),
          VERSION,
          in -> {
            String flow = in.readUTF();
            Side side = BaseBytes.readEnum(in, Side.class);
            String id = in.readUTF();
            List<Ref> refs = new ArrayList<>();
            int count = in.readShort();
            for (int each = 0; each < count; each++) {
              refs.add(new Ref(new EntityType(in.readUTF()), in.readUTF()));
            }
            return new Without(flow, side, id, refs);
          });
    }
  }

  private final Ledger ledger;
  private final Set<String> released = ConcurrentHashMap.newKeySet();

  WhenLinked(Ledger ledger) {
    this.ledger = ledger;
  }

  /** An entity of a side goes without these. */
  void note(Flow flow, Side side, String id, List<Ref> refs, StoreUpdate.Builder update) {
    Without without =
        new Without(flow.name(), side, id, refs.subList(0, Math.min(refs.size(), MOST)));
    released.remove(without.key());
    update.put(without.entry(ledger));
  }

  /** Who has something by now that they went without, and was not given out before. */
  Map<Flow, List<Look>> arrived(World world) {
    Map<Flow, List<Look>> looks = new LinkedHashMap<>();
    List<Entry> page = ledger.page(KIND, "", "");
    while (!page.isEmpty()) {
      arrived(world, page.stream().map(Without::of).toList(), looks);
      page = ledger.page(KIND, "", page.get(page.size() - 1).key());
    }
    return looks;
  }

  private void arrived(World world, List<Without> page, Map<Flow, List<Look>> looks) {
    Refs refs = new Refs(world);
    Map<Side, Set<Ref>> all = new EnumMap<>(Side.class);
    page.forEach(
        each ->
            all.computeIfAbsent(each.side(), side -> new LinkedHashSet<>()).addAll(each.refs()));
    all.forEach(refs::reload);
    for (Without each : page) {
      boolean some = each.refs().stream().anyMatch(ref -> refs.of(each.side(), ref).isPresent());
      for (Flow flow : world.plan().flows()) {
        if (some && flow.name().equals(each.flow()) && released.add(each.key())) {
          looks
              .computeIfAbsent(flow, its -> new ArrayList<>())
              .add(Look.hint(each.side(), each.id()));
        }
      }
    }
  }

  /** These were looked at: who still goes without something was noted anew. */
  void lookedAt(Flow flow, List<Look> looks) {
    StoreUpdate.Builder update = ledger.update();
    for (Look look : looks) {
      String key = Failures.key(flow.name(), look.side(), look.id());
      if (released.contains(key)) {
        update.remove(ledger.gone(KIND, key));
      }
    }
    ledger.commit(update);
  }
}
