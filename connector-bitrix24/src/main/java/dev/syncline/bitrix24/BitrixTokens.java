package dev.syncline.bitrix24;

import java.net.URI;

/**
 * Where a host keeps the OAuth tokens of one portal. Thread-safe.
 *
 * <p>Every refresh makes a new refresh token and may kill the old one: {@link #replace} returns
 * only once both new tokens are durable.
 *
 * @since 0.1
 */
public interface BitrixTokens {

  /**
   * The tokens of one installation.
   *
   * @param access lives for an hour
   * @param refresh lives for 180 days, is used once
   * @param server the {@code server_endpoint} that the portal named, such as {@code
   *     https://oauth.bitrix.info/rest/}
   * @param memberId the portal's stable key; survives renames
   */
  record Tokens(String access, String refresh, URI server, String memberId) {

    @Override
    public String toString() {
      return "tokens of " + memberId;
    }
  }

  /** The tokens as last saved, by any node. */
  Tokens load();

  /** Saves new tokens before they are first used. */
  void replace(Tokens fresh);
}
