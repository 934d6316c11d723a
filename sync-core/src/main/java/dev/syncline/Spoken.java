package dev.syncline;

import dev.syncline.connector.ConnectorException;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreFailed;

/**
 * What of an exception may stand in a log: the words of our own ones, which hold neither personal
 * data nor secrets; of a host's or a driver's only which one it is, since its words may quote a
 * value or an address.
 */
final class Spoken {

  private Spoken() {}

  static String of(RuntimeException failed) {
    boolean ours =
        failed instanceof ConnectorException
            || failed instanceof StoreFailed
            || failed instanceof StoreConflict
            || failed instanceof PlanNotReady;
    return ours ? String.valueOf(failed.getMessage()) : failed.getClass().getName();
  }
}
