package dev.syncline.moysklad;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the connector shows who it is.
 *
 * @param kind what the vendor weighs calls by
 * @param setting the builder's setting that a person has to mend if it is refused
 * @param header the value of {@code Authorization}; a secret
 * @param secrets texts that no message may hold
 * @param alias the account's name, if the login tells it
 */
record Login(
    Kind kind, String setting, String header, List<String> secrets, @Nullable String alias) {

  /** Kinds of logins. */
  enum Kind {
    /** A user's password or token: dearer at each step of the vendor's plan. */
    USER,
    /** The token of a solution from the vendor's market: one unit a call. */
    SOLUTION
  }

  static Login password(String login, String password) {
    int at = login.lastIndexOf('@');
    if (at < 1 || at == login.length() - 1) {
      throw new IllegalArgumentException("a login is written user@account");
    }
    String basic =
        Base64.getEncoder()
            .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    return new Login(
        Kind.USER,
        "login and password",
        "Basic " + basic,
        List.of(password, basic),
        login.substring(at + 1));
  }

  static Login token(Kind kind, String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("the token is empty");
    }
    String setting = kind == Kind.USER ? "token" : "solution token";
    return new Login(kind, setting, "Bearer " + token, List.of(token), null);
  }

  @Override
  public String toString() {
    return setting;
  }
}
