package dev.syncline.plans.bitrix24moysklad.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The states of documents by name, read past the wire so that no request is counted. */
final class States {

  private static final ObjectMapper JSON = new ObjectMapper();

  private States() {}

  static ObjectNode named(FakeMoySklad fake, String kind, String name) {
    for (JsonNode state : all(fake, kind)) {
      if (state.path("name").asText().equals(name)) {
        ObjectNode ref = JsonNodeFactory.instance.objectNode();
        ref.set("meta", state.path("meta").deepCopy());
        return ref;
      }
    }
    throw new AssertionError("no state " + name);
  }

  static String name(FakeMoySklad fake, String kind, FakeObject document) {
    String href = document.text("state.meta.href");
    for (JsonNode state : all(fake, kind)) {
      if (state.path("meta").path("href").asText().equals(href)) {
        return state.path("name").asText();
      }
    }
    throw new AssertionError("no state " + href);
  }

  /** The account's own price type, which every price names. */
  static ObjectNode priceType(FakeMoySklad fake) {
    ObjectNode ref = JsonNodeFactory.instance.objectNode();
    ref.set("meta", get(fake, "/context/companysettings/pricetype").path(0).path("meta"));
    return ref;
  }

  private static JsonNode all(FakeMoySklad fake, String kind) {
    return get(fake, "/entity/" + kind + "/metadata").path("states");
  }

  private static JsonNode get(FakeMoySklad fake, String path) {
    String login = fake.login() + ":" + fake.password();
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    FakeResponse answer =
        fake.handle(
            new FakeRequest(
                "GET",
                fake.api().getPath() + path,
                "",
                Map.of(
                    "authorization", List.of("Basic " + basic),
                    "accept-encoding", List.of("gzip")),
                new byte[0]));
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return JSON.readTree(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
