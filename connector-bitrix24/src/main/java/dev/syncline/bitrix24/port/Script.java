package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one write, in order.
 *
 * @param write what they do
 * @param steps the first makes or changes the entity; further ones add what the vendor keeps
 *     elsewhere
 * @param wrapper the name under which the first answers with the entity; empty if it answers with
 *     the bare id, as all further steps do
 * @param id the canonical id of the vendor's number
 * @param holds what the answers, one a step and null where a step was left out, say is stored now
 * @since 0.1
 */
public record Script(
    Write write,
    List<Step> steps,
    String wrapper,
    LongFunction<String> id,
    Function<List<@Nullable JsonNode>, @Nullable Entity> holds) {

  /**
   * One command.
   *
   * @param command what is sent
   * @param covers the fields that are not written if it fails
   */
  public record Step(Command command, Set<Field<?>> covers) {}

  /** The path to the id in the answer of a step, inside a batch's reference. */
  public String idPath(int step) {
    return step > 0 || wrapper.isEmpty() ? "" : "[" + wrapper + "][id]";
  }

  /** The id in the answer of a step; 0 if it holds none. */
  public long number(int step, JsonNode answer) {
    return step > 0 || wrapper.isEmpty()
        ? answer.asLong()
        : answer.path(wrapper).path("id").asLong();
  }
}
