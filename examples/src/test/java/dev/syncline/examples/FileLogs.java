package dev.syncline.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Every log line of a JVM, whatever its level, with its context and its whole stack trace, in the
 * file that {@value #FILE} names. It is chosen by {@code -Dslf4j.provider}, so that no other test
 * logs.
 */
public final class FileLogs implements SLF4JServiceProvider {

  /** The property that names the file. */
  static final String FILE = "syncline.test.logs";

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new BasicMDCAdapter();
  private @Nullable ILoggerFactory loggers;

  @Override
  public void initialize() {
    try {
      PrintStream out =
          new PrintStream(
              Files.newOutputStream(Path.of(System.getProperty(FILE))),
              true,
              StandardCharsets.UTF_8);
      loggers = name -> new Lines(name, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return loggers;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  private static final class Lines extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    private final transient PrintStream out;

    Lines(String name, PrintStream out) {
      this.name = name;
      this.out = out;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return Lines.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String pattern, Object[] arguments, Throwable failed) {
      synchronized (out) {
        String said = MessageFormatter.basicArrayFormat(pattern, arguments);
        out.println(level + " " + name + " " + MDC.getCopyOfContextMap() + " " + said);
        if (failed != null) {
          failed.printStackTrace(out);
        }
      }
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
