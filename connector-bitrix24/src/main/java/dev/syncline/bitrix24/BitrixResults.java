package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.BitrixWriter.Fate;
import dev.syncline.bitrix24.port.Script;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the fates of a script's commands mean for its write. Pure. */
final class BitrixResults {

  private BitrixResults() {}

  static WriteResult of(Script script, List<Fate> fates) {
    if (script.steps().isEmpty()) {
      return WriteResult.Written.of(id(script, null));
    }
    Fate head = fates.get(0);
    boolean create = script.write() instanceof Write.Create;
    if (head instanceof Fate.Unsure
        || (!create && fates.stream().anyMatch(Fate.Unsure.class::isInstance))) {
      return new WriteResult.Unknown();
    }
    boolean nothing = fates.stream().noneMatch(Fate.Done.class::isInstance);
    if (nothing || (create && !(head instanceof Fate.Done))) {
      return undone(script, fates);
    }
    return written(script, fates);
  }

  private static WriteResult undone(Script script, List<Fate> fates) {
    for (int at = 0; at < fates.size(); at++) {
      if (fates.get(at) instanceof Fate.Failed failed) {
        boolean ofCreate = script.write() instanceof Write.Create;
        return failed.why().gone() && !ofCreate
            ? new WriteResult.Gone()
            : new WriteResult.Refused(
                List.of(
                    BitrixErrors.refusal(script.steps().get(at).command().method(), failed.why())));
      }
    }
    return fates.get(0) instanceof Fate.Unsent unsent
        ? new WriteResult.NotSent(unsent.why())
        : new WriteResult.Unknown();
  }

  private static WriteResult written(Script script, List<Fate> fates) {
    Set<Field<?>> leftOut = new LinkedHashSet<>();
    List<@Nullable JsonNode> results = new ArrayList<>();
    for (int at = 0; at < script.steps().size(); at++) {
      Fate fate = fates.get(at);
      results.add(fate instanceof Fate.Done done ? done.result() : null);
      if (!(fate instanceof Fate.Done)) {
        leftOut.addAll(script.steps().get(at).covers());
      }
    }
    if (script.write() instanceof Write.Delete) {
      return WriteResult.Written.of(id(script, null));
    }
    Entity holds = script.holds().apply(results);
    JsonNode head = results.get(0);
    String id = id(script, head);
    if (id.isEmpty()) {
      // The portal said yes without saying to what: only a look-up can tell.
      return new WriteResult.Unknown();
    }
    return new WriteResult.Written(id, null, holds, Set.copyOf(leftOut));
  }

  private static String id(Script script, @Nullable JsonNode head) {
    Write write = script.write();
    if (write instanceof Write.Update update) {
      return update.held().id();
    }
    if (write instanceof Write.Delete delete) {
      return delete.held().id();
    }
    long made = head == null ? 0 : script.number(0, head);
    return made == 0 ? "" : script.id().apply(made);
  }

  static WriteResult refused(Refusal refusal) {
    return new WriteResult.Refused(List.of(refusal));
  }
}
