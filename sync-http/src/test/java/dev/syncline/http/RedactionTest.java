package dev.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private final Redaction redaction = new Redaction(() -> List.of("s3cret/+", ""));

  @Test
  void aSecretIsHiddenPlainAndPercentEncoded() {
    assertThat(redaction.of("token s3cret/+ or s3cret%2F%2B")).isEqualTo("token *** or ***");
  }

  @Test
  void userInfoAndQueryValuesAreHidden() {
    assertThat(redaction.of("https://ann:pw@shop.example/a?key=abc&phone=%2B7900 failed"))
        .isEqualTo("https://***@shop.example/a?key=***&phone=*** failed");
  }
}
