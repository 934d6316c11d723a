package dev.syncline.bitrix24.port;

import dev.syncline.bitrix24.BitrixApi;
import dev.syncline.bitrix24.BitrixDictionaries;
import java.time.Duration;

/**
 * What all ports and feeds of one portal share.
 *
 * @param api makes the calls
 * @param codes translates codes
 * @param callDeadline how long a call may be under way
 * @param settleTime after which an unanswered write has landed or never will
 * @param lag how late a change may surface in lists
 * @param pipeline the pipeline of new deals that name none
 * @since 0.1
 */
public record Portal(
    BitrixApi api,
    BitrixDictionaries codes,
    Duration callDeadline,
    Duration settleTime,
    Duration lag,
    String pipeline) {

  /** All that timestamps tell. */
  public static final Duration TICK = Duration.ofSeconds(1);
}
