package dev.syncline.examples;

import dev.syncline.SyncListener;
import java.io.Console;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** What a person reads. A progress bar is drawn on a terminal only. Thread-safe. */
final class Screen implements SyncListener {

  private static final int NAME = 10;

  private final PrintStream out;
  private final boolean terminal;
  private final Map<String, Long> done = new LinkedHashMap<>();
  private @Nullable ProgressBar bar;

  Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether somebody sits in front of it. */
  @SuppressWarnings("SystemConsoleNull") // that it is never null on newer Javas is what follows
  static boolean onTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is a console even where there is no terminal, and a method that says
      // so.
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }

  void line(String name, String words) {
    out.println(String.format(Locale.ROOT, "%-" + NAME + "s%s", name, words));
  }

  void plain(String words) {
    out.println(words);
  }

  /** Shows how far the coming run has come, of about so many changes. */
  synchronized void start(String name, long total) {
    done.clear();
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(String.format(Locale.ROOT, "%-" + (NAME - 1) + "s", name))
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .showSpeed()
              .clearDisplayOnFinish()
              .build();
    }
  }

  synchronized void stop() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public synchronized void progress(Progress progress) {
    done.put(progress.flow() + " " + progress.side(), progress.done());
    if (bar != null) {
      long sum = done.values().stream().mapToLong(Long::longValue).sum();
      bar.maxHint(Math.max(bar.getMax(), sum));
      bar.stepTo(sum);
      bar.setExtraMessage(progress.flow());
    }
  }
}
