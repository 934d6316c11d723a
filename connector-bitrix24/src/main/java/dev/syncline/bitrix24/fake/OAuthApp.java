package dev.syncline.bitrix24.fake;

/**
 * The app installed on a {@link FakeBitrix24}, as its developer knows it.
 *
 * @param memberId the portal's stable id
 * @param applicationToken what authenticates the portal's events
 * @since 0.1
 */
public record OAuthApp(
    String clientId, String clientSecret, String memberId, String applicationToken) {

  @Override
  public String toString() {
    return "OAuthApp[" + clientId + "]";
  }
}
