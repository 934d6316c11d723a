package dev.syncline.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookRequestTest {

  private static final byte[] TEXT = "grüße".getBytes(StandardCharsets.UTF_8);

  @Test
  void itGivesWhatTheFrameworkReceived() throws IOException {
    WebhookRequest request =
        WebhookRequest.read(
            name -> name.equals("X-Token") ? "t" : null, "a=b", new ByteArrayInputStream(TEXT));

    assertThat(request.text()).isEqualTo("grüße");
    assertThat(request.query()).isEqualTo("a=b");
    assertThat(request.header("X-Token")).contains("t");
    assertThat(request.header("X-Other")).isEmpty();
    assertThat(request.tooLarge()).isFalse();
  }

  @Test
  void aBodyOfTheLargestSizeIsTakenAndOneByteMoreIsNot() throws IOException {
    byte[] largest = new byte[WebhookRequest.MAX_BODY];
    byte[] larger = new byte[WebhookRequest.MAX_BODY + 1];

    assertThat(WebhookRequest.from(name -> null, null, largest).tooLarge()).isFalse();
    assertThat(WebhookRequest.from(name -> null, null, larger).tooLarge()).isTrue();
    assertThat(WebhookRequest.from(name -> null, null, larger).text()).isEmpty();
    assertThat(read(largest).tooLarge()).isFalse();
    assertThat(read(larger).tooLarge()).isTrue();
    assertThat(read(larger).text()).isEmpty();
  }

  private static WebhookRequest read(byte[] body) throws IOException {
    return WebhookRequest.read(name -> null, null, new ByteArrayInputStream(body));
  }

  @Test
  void aLengthThatIsNoNumberTellsNothing() throws IOException {
    WebhookRequest request =
        WebhookRequest.read(name -> "many", null, new ByteArrayInputStream(TEXT));

    assertThat(request.tooLarge()).isFalse();
    assertThat(request.text()).isEqualTo("grüße");
  }
}
