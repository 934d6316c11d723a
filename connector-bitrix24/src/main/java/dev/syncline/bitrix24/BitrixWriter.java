package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.port.Script;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Unavailable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts of one list of writes: one batch, and further requests only where a command must
 * travel alone, where they are too many, or where one failed.
 *
 * <p>A batch in which commands point at each other stops at its first failure: a reference into a
 * failed command would be read as something else, and rows would land on another deal. What was not
 * run is run in the next request, without what depends on the failed one. Used once, by one thread.
 */
final class BitrixWriter {

  private static final int MAX_BYTES = 700_000;

  /** How far one command got. */
  sealed interface Fate {
    record Done(JsonNode result) implements Fate {}

    record Failed(Outcome.Failed why) implements Fate {}

    record Unsure() implements Fate {}

    record Unsent(String why) implements Fate {}
  }

  /** One step of one script; compared by identity. */
  private static final class Task {

    private final Script script;
    private final int step;
    private final Command command;

    Task(Script script, int step) {
      this.script = script;
      this.step = step;
      this.command = script.steps().get(step).command();
    }

    Script script() {
      return script;
    }

    int step() {
      return step;
    }

    Command command() {
      return command;
    }
  }

  private final BitrixApi api;
  private final int commandsPerBatch;
  private final Deadline leaveBefore;
  private final Map<String, Script> byKey = new HashMap<>();
  private final Map<Command.Made, Task> makers = new HashMap<>();
  private final Map<Task, Fate> fates = new LinkedHashMap<>();
  private final Set<Task> over = new HashSet<>();
  private final Set<String> paused = new HashSet<>();
  private boolean sent;

  /** From {@code leaveBefore} on nothing leaves any more. */
  BitrixWriter(BitrixApi api, int commandsPerBatch, Deadline leaveBefore) {
    this.api = api;
    this.commandsPerBatch = commandsPerBatch;
    this.leaveBefore = leaveBefore;
  }

  /** The fates of each script's steps. */
  IdentityHashMap<Script, List<Fate>> run(List<Script> scripts) {
    scripts.forEach(each -> byKey.put(each.write().key().text(), each));
    List<Task> waiting = tasks(scripts);
    try {
      while (!waiting.isEmpty()) {
        waiting = advanced(waiting);
      }
    } catch (ConnectorException stopped) {
      stop(stopped);
    }
    IdentityHashMap<Script, List<Fate>> all = new IdentityHashMap<>();
    fates.forEach(
        (task, fate) -> all.computeIfAbsent(task.script(), s -> new ArrayList<>()).add(fate));
    return all;
  }

  private List<Task> tasks(List<Script> scripts) {
    List<Task> tasks = new ArrayList<>();
    Set<Script> placed = Collections.newSetFromMap(new IdentityHashMap<>());
    scripts.forEach(each -> place(each, placed, tasks));
    tasks.forEach(task -> fates.put(task, new Fate.Unsent("an earlier call of the list failed")));
    return tasks;
  }

  /** What is pointed at goes first. */
  private void place(Script script, Set<Script> placed, List<Task> into) {
    if (!placed.add(script)) {
      return;
    }
    for (Script.Step step : script.steps()) {
      step.command().needs().stream()
          .map(made -> byKey.get(made.key()))
          .filter(Objects::nonNull)
          .forEach(other -> place(other, placed, into));
    }
    for (int at = 0; at < script.steps().size(); at++) {
      Task task = new Task(script, at);
      makers.put(new Command.Made(script.write().key().text(), at), task);
      into.add(task);
    }
  }

  private List<Task> advanced(List<Task> waiting) {
    List<Task> able = new ArrayList<>();
    for (Task task : waiting) {
      Optional<String> obstacle = obstacle(task);
      obstacle.ifPresent(
          why -> {
            fates.put(task, new Fate.Unsent(why));
            over.add(task);
          });
      if (obstacle.isEmpty()) {
        able.add(task);
      }
    }
    if (able.isEmpty()) {
      return List.of();
    }
    Optional<Task> lonely = able.stream().filter(this::readyAlone).findFirst();
    if (lonely.isPresent()) {
      alone(lonely.get());
      return able.stream().filter(task -> task != lonely.get()).toList();
    }
    return together(able);
  }

  /**
   * Whether it travels alone, and what it points at is made: the batch then takes all the rest at
   * once.
   */
  private boolean readyAlone(Task task) {
    return task.command().alone()
        && task.command().needs().stream().allMatch(made -> fate(made) instanceof Fate.Done);
  }

  private Optional<String> obstacle(Task task) {
    if (paused.contains(task.command().method())) {
      return Optional.of("the method has used up its execution time");
    }
    for (Command.Made made : task.command().needs()) {
      Task maker = makers.get(made);
      if (maker == null) {
        return Optional.of("it points at a write that is not in this list");
      }
      Fate fate = fates.get(maker);
      if (fate instanceof Fate.Failed || fate instanceof Fate.Unsure) {
        return Optional.of("what it points at was not made");
      }
      if (fate instanceof Fate.Unsent && over.contains(maker)) {
        return Optional.of("what it points at was not sent");
      }
    }
    return Optional.empty();
  }

  private @Nullable Fate fate(Command.Made made) {
    Task maker = makers.get(made);
    return maker == null ? null : fates.get(maker);
  }

  private void alone(Task task) {
    Command ready = resolved(task.command());
    sending(List.of(task));
    keep(task, api.written(ready, leaveBefore).of(0));
    sent = true;
  }

  private List<Task> together(List<Task> able) {
    List<Task> batch = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Map<Command.Made, Integer> places = new HashMap<>();
    boolean chained = false;
    int bytes = 0;
    for (Task task : able) {
      if (batch.size() == commandsPerBatch) {
        break;
      }
      if (task.command().alone() || waitsForLonely(task, places)) {
        continue;
      }
      String line = task.command().line(made -> reference(made, places));
      if (!batch.isEmpty() && bytes + line.length() > MAX_BYTES) {
        break;
      }
      bytes += line.length();
      chained |= task.command().needs().stream().anyMatch(places::containsKey);
      places.put(new Command.Made(task.script().write().key().text(), task.step()), batch.size());
      batch.add(task);
      lines.add(line);
    }
    send(batch, lines, chained);
    return able.stream().filter(task -> !over.contains(task)).toList();
  }

  /** Whether it points at something that is neither made nor in this batch. */
  private boolean waitsForLonely(Task task, Map<Command.Made, Integer> places) {
    return task.command().needs().stream()
        .anyMatch(made -> !places.containsKey(made) && !(fate(made) instanceof Fate.Done));
  }

  private void send(List<Task> batch, List<String> lines, boolean chained) {
    sending(batch);
    List<Outcome> outcomes;
    if (batch.size() == 1) {
      outcomes = api.written(resolved(batch.get(0).command()), leaveBefore).outcomes();
    } else {
      Set<String> methods = new LinkedHashSet<>();
      batch.forEach(task -> methods.add(task.command().method()));
      outcomes = api.written(lines, methods, chained, leaveBefore).outcomes();
    }
    sent = true;
    boolean failed = outcomes.stream().anyMatch(each -> each instanceof Outcome.Failed);
    for (int at = 0; at < batch.size(); at++) {
      if (outcomes.get(at) instanceof Outcome.Absent) {
        fates.put(batch.get(at), new Fate.Unsent("the portal did not run it"));
        if (!chained || !failed) {
          over.add(batch.get(at));
        }
      } else {
        keep(batch.get(at), outcomes.get(at));
      }
    }
  }

  /** Until an answer says otherwise. */
  private void sending(List<Task> tasks) {
    tasks.forEach(task -> fates.put(task, new Fate.Unsure()));
  }

  private void keep(Task task, Outcome outcome) {
    over.add(task);
    if (outcome instanceof Outcome.Done done) {
      fates.put(task, new Fate.Done(done.result()));
    } else if (outcome instanceof Outcome.Failed failed) {
      boolean pauses = api.pausesMethod(task.command().method(), failed);
      if (pauses) {
        paused.add(task.command().method());
      }
      fates.put(
          task,
          pauses
              ? new Fate.Unsent("the method has used up its execution time")
              : new Fate.Failed(failed));
    }
  }

  private void stop(ConnectorException stopped) {
    boolean unsure = stopped instanceof OutcomeUnknown;
    if (!sent
        && (!unsure || fates.values().stream().allMatch(each -> each instanceof Fate.Unsure))) {
      throw stopped;
    }
    if (!unsure) {
      fates.replaceAll(
          (task, fate) -> fate instanceof Fate.Unsure ? new Fate.Unsent(said(stopped)) : fate);
    }
  }

  private static String said(ConnectorException stopped) {
    return stopped instanceof Unavailable
        ? "the portal does not answer"
        : stopped.getClass().getSimpleName();
  }

  /** In the same batch by reference, from an earlier request by its id. */
  private String reference(Command.Made made, Map<Command.Made, Integer> places) {
    Integer place = places.get(made);
    if (place == null) {
      return Long.toString(madeId(made));
    }
    Script other = Objects.requireNonNull(byKey.get(made.key()));
    return "$result[" + BitrixBatch.key(place) + "]" + other.idPath(made.step());
  }

  private Command resolved(Command command) {
    JsonNode ready = command.json(this::madeId);
    Map<String, @Nullable Object> params = new LinkedHashMap<>();
    ready.properties().forEach(each -> params.put(each.getKey(), each.getValue()));
    return new Command(command.method(), params);
  }

  private long madeId(Command.Made made) {
    Script other = byKey.get(made.key());
    if (other != null && fate(made) instanceof Fate.Done done) {
      return other.number(made.step(), done.result());
    }
    throw new IllegalStateException("a command came before what it points at");
  }
}
