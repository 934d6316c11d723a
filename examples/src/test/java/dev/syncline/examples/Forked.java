package dev.syncline.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The demo's command in a JVM of its own. */
final class Forked implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  private Forked(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts {@link Demo} with so much heap. */
  static Forked demo(String heap, String... args) {
    return of(Demo.class, Map.of(), heap, args);
  }

  /** Starts a program with so much heap, and with more in its environment. */
  static Forked of(Class<?> main, Map<String, String> environment, String heap, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-Dfile.encoding=UTF-8");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return new Forked(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line that begins so; everything before it is read away. */
  String line(String beginning) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith(beginning)) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("never said " + beginning + ": " + said);
  }

  /** Its exit code, when it is over by itself. */
  int end(Duration atMost) {
    Thread reader = new Thread(() -> lines.lines().forEach(said::add));
    reader.setDaemon(true);
    reader.start();
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("not over after " + atMost + ": " + said);
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Every line that it prints, until it is over. */
  void eachLine(Consumer<String> hears) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        hears.accept(line);
      }
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process.toHandle().destroyForcibly(); // the process itself would close its output, too
  }

  /** What it printed. */
  String said() {
    return String.join("\n", said);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
