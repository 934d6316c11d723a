package dev.syncline.connector;

import dev.syncline.model.Media;
import java.util.Optional;

/**
 * Fetches the files that an account has told of, such as pictures of products: only who told of a
 * file knows how to get it. One file at a time, and never more of it than was asked for. Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface MediaSource {

  /** Has no files. */
  MediaSource NONE = (media, atMost) -> Optional.empty();

  /**
   * The bytes of a file.
   *
   * @param atMost how many bytes whoever asks can take
   * @return the whole file; none if it is not there any more, is larger, or is not this account's
   * @throws ConnectorException if it cannot be had now
   */
  Optional<byte[]> bytes(Media media, int atMost);
}
