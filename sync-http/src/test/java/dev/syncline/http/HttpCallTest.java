package dev.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example/a",
        "http://10.0.0.1/",
        "http://127.0.0.1.evil.example/",
        "http://localhost.evil.example/",
        "http://0.0.0.0/",
        "http://[::2]/"
      })
  void plainHttpToAnotherMachineIsRefused(String address) {
    assertThatThrownBy(() -> HttpCall.get(HttpUrl.get(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/",
        "http://localhost/",
        "http://[::1]:1/",
        "https://shop.example/"
      })
  void plainHttpToThisMachineAndTlsAnywhereAreTaken(String address) {
    assertThatCode(() -> HttpCall.get(HttpUrl.get(address)).build()).doesNotThrowAnyException();
  }

  @Test
  void anAddressWithUserInfoIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> HttpCall.of("GET", URI.create("https://ann:s3cret@shop.example/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aHeaderThatCannotBeSentIsRefusedWithoutItsValue() {
    HttpCall.Builder call = HttpCall.get(HttpUrl.get("https://shop.example/"));

    assertThatThrownBy(() -> call.header("X-Token", "s3cret\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-Token")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void theTextOfACallShowsNeitherPathNorQueryNorHeaders() {
    HttpCall call =
        HttpCall.get(HttpUrl.get("https://acme.example/rest/1/s3cret/crm.item.list?auth=s3cret"))
            .header("Authorization", "s3cret")
            .label("crm.item.list")
            .build();

    assertThat(call.toString()).contains("crm.item.list", "acme.example").doesNotContain("s3cret");
    assertThat(call.headers().toString()).doesNotContain("s3cret");
  }

  @Test
  void getsAreReadsAndTheRestAreWritesUntilSaidOtherwise() {
    HttpUrl url = HttpUrl.get("https://shop.example/");

    assertThat(HttpCall.get(url).build().effect()).isEqualTo(Effect.READ);
    assertThat(HttpCall.of("delete", url).build().effect()).isEqualTo(Effect.WRITE);
    assertThat(HttpCall.of("POST", url).effect(Effect.READ).build().effect())
        .isEqualTo(Effect.READ);
  }
}
