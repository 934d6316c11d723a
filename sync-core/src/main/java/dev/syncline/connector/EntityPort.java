package dev.syncline.connector;

import dev.syncline.model.Entity;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads and finds entities of one type. Thread-safe. Every call may throw a {@link
 * ConnectorException}; what concerns one id or key is an answer.
 *
 * @since 0.1
 */
public interface EntityPort {

  /** What this account can do with this type, as {@link Connector#check()} found it. */
  Capabilities capabilities();

  /**
   * Reads entities by id, in as few requests as the vendor allows.
   *
   * @param wanted the fields that are needed; more may be given
   * @return an answer for every id asked
   */
  Map<String, Reading> read(Collection<String> ids, FieldSet wanted);

  /**
   * Looks for entities by keys, in as few requests as the vendor allows.
   *
   * @return an answer for every key asked
   */
  Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted);

  /**
   * The hits of one key.
   *
   * @param hits what was found, as far as read
   * @param complete whether these are certainly all hits
   */
  record Findings(List<Entity> hits, boolean complete) {}
}
