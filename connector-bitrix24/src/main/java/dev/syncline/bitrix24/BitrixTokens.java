package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Credentials;
import dev.syncline.http.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The OAuth tokens of one installation. Every refresh makes a new pair and may kill the old one, so
 * a host keeps them in a {@link dev.syncline.connector.CredentialStore}: at the installation it
 * puts {@link #credentials()} there itself.
 *
 * @param access lives for an hour
 * @param refresh lives for 180 days, is used once
 * @param server the {@code server_endpoint} that the portal named, such as {@code
 *     https://oauth.bitrix.info/rest/}
 * @param memberId the portal's stable key; survives renames
 * @since 0.1
 */
public record BitrixTokens(String access, String refresh, URI server, String memberId) {

  /** In the shape that a host keeps. */
  public Credentials credentials() {
    ObjectNode text = Json.mapper().createObjectNode();
    text.put("access_token", access).put("refresh_token", refresh);
    text.put("server_endpoint", server.toString()).put("member_id", memberId);
    return Credentials.of(text.toString());
  }

  /** The tokens that a host keeps; empty if that is something else. */
  static Optional<BitrixTokens> of(Credentials kept) {
    try {
      JsonNode text = Json.mapper().readTree(kept.text());
      boolean whole = text.hasNonNull("access_token") && text.hasNonNull("refresh_token");
      return whole
          ? Optional.of(
              new BitrixTokens(
                  text.path("access_token").asText(),
                  text.path("refresh_token").asText(),
                  URI.create(text.path("server_endpoint").asText()),
                  text.path("member_id").asText()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "tokens of " + memberId;
  }
}
