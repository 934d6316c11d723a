package dev.syncline.examples.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.Lease;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store of one process in one file: what changed, a line each, forced to the disk before anybody
 * is told. Opening it plays the lines again; a line that a crash cut off never happened. The file
 * only grows, so this is for small plans and for reading; thread-safe.
 *
 * @since 0.1
 */
public final class LogStore extends ForwardingLinkStore {

  /** One line; exactly one part is there. */
  record Line(
      @Nullable Asked asked,
      @Nullable Lease released,
      @Nullable StoreUpdate update,
      @Nullable Notice notice) {}

  record Asked(String resource, String holder, Instant now, Duration length) {}

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .addModule(new JavaTimeModule())
          .build();

  private final FileChannel log;

  /** Opens the file, or starts it. */
  public LogStore(Path file) throws IOException {
    super(new InMemoryLinkStore());
    log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (log.tryLock() == null) {
      throw new IOException(file + " is another process's store");
    }
    String text = Files.readString(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.lines().toList()) {
      play(JSON.readValue(line, Line.class));
    }
    log.truncate(whole.getBytes(UTF_8).length);
    log.position(log.size());
  }

  private void play(Line line) {
    if (line.asked() != null) {
      Asked asked = line.asked();
      super.lease(asked.resource(), asked.holder(), asked.now(), asked.length());
    } else if (line.released() != null) {
      super.release(line.released());
    } else if (line.update() != null) {
      super.commit(line.update());
    } else if (line.notice() != null) {
      super.offer(line.notice());
    }
  }

  /** What cannot be written is in memory only: the store takes nothing more. */
  private void note(Line line) {
    try {
      ByteBuffer text = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(UTF_8));
      while (text.hasRemaining()) {
        log.write(text);
      }
      log.force(false);
    } catch (IOException full) {
      close();
      throw new UncheckedIOException("the store's file cannot be written: open it anew", full);
    }
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public synchronized Optional<Lease> lease(
      String resource, String holder, Instant now, Duration length) {
    Optional<Lease> lease = super.lease(resource, holder, now, length);
    lease.ifPresent(
        given -> note(new Line(new Asked(resource, holder, now, length), null, null, null)));
    return lease;
  }

  @Override
  public synchronized void release(Lease lease) {
    super.release(lease);
    note(new Line(null, lease, null, null));
  }

  @Override
  public synchronized void commit(StoreUpdate update) {
    super.commit(update);
    note(new Line(null, null, update, null));
  }

  @Override
  public synchronized long offer(Notice notice) {
    long number = super.offer(notice);
    note(new Line(null, null, null, notice));
    return number;
  }

  @Override
  public void close() {
    try {
      log.close();
    } catch (IOException ignored) {
      // Everything that was told is on the disk already.
    }
  }
}
