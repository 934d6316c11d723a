package dev.syncline.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be measured, one command each. */
@Command(name = "benchmarks", subcommands = StoreBenchmark.class)
public final class Benchmarks {

  private Benchmarks() {}

  /** Measures what the arguments name. */
  public static void main(String[] arguments) {
    int exit = new CommandLine(new Benchmarks()).execute(arguments);
    if (exit != 0) {
      throw new IllegalStateException("exit code " + exit);
    }
  }
}
