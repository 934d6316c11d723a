package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Short ways to scripts. */
final class Scripts {

  private Scripts() {}

  /** A script of one command. */
  static Script of(
      Write write,
      String wrapper,
      Command command,
      Function<List<@Nullable JsonNode>, @Nullable Entity> holds) {
    return new Script(
        write,
        List.of(new Script.Step(command, said(write))),
        wrapper,
        id -> Long.toString(id),
        holds);
  }

  /** The entity that a write changes or removes. */
  static Entity held(Write write) {
    if (write instanceof Write.Update update) {
      return update.held();
    }
    return write instanceof Write.Delete delete ? delete.held() : ((Write.Act) write).held();
  }

  /** Everything that a write says. */
  static Set<Field<?>> said(Write write) {
    if (write instanceof Write.Create create) {
      return create.wanted().fields();
    }
    return write instanceof Write.Update update ? update.delta().fields() : Set.of();
  }
}
