package dev.syncline.prestashop.port;

import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts writes into requests: one list of the vendor's, one operation. Pure. */
final class Packing {

  private enum Operation {
    CREATE,
    UPDATE,
    REMOVE,
    ACT
  }

  private record Request(Kind kind, Operation operation) {}

  private Packing() {}

  static List<List<Write>> pack(List<Write> writes, int bulk) {
    Map<Request, List<Write>> byRequest = new LinkedHashMap<>();
    writes.forEach(
        write -> byRequest.computeIfAbsent(request(write), any -> new ArrayList<>()).add(write));
    List<List<Write>> all = new ArrayList<>();
    for (List<Write> some : byRequest.values()) {
      for (int from = 0; from < some.size(); from += bulk) {
        all.add(List.copyOf(some.subList(from, Math.min(from + bulk, some.size()))));
      }
    }
    return List.copyOf(all);
  }

  private static Request request(Write write) {
    Kind kind = Kind.of(write.type());
    if (write instanceof Write.Create) {
      return new Request(kind, Operation.CREATE);
    }
    if (write instanceof Write.Update) {
      return new Request(kind, Operation.UPDATE);
    }
    return new Request(kind, write instanceof Write.Delete ? Operation.REMOVE : Operation.ACT);
  }

  /** Whether it points at a write whose entity has no id yet. */
  static boolean isPending(Entity said) {
    return said.fields().stream()
        .map(field -> said.get(field).map(Object.class::cast).orElse(""))
        .anyMatch(Packing::isPendingValue);
  }

  private static boolean isPendingValue(Object value) {
    return (value instanceof Ref ref && ref.pending())
        || (value instanceof Collection<?> all
            && all.stream().anyMatch(each -> each instanceof Ref ref && ref.pending()));
  }
}
