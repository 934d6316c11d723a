package dev.syncline.examples.bitrix24moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.examples.compare.Books;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The raw documents of an account, as the vendor would show them. */
final class MoySkladBooks {

  private static final List<String> KINDS =
      List.of(
          "productfolder",
          "product",
          "service",
          "variant",
          "counterparty",
          "customerorder",
          "invoiceout",
          "uom",
          "currency");
  private static final ObjectMapper JSON = new ObjectMapper();

  private MoySkladBooks() {}

  static Books read(FakeMoySklad account) {
    Map<String, List<JsonNode>> shelves = new LinkedHashMap<>();
    KINDS.forEach(kind -> shelves.put(kind, List.copyOf(account.documents(kind))));
    List<JsonNode> states = new ArrayList<>(states(account, "customerorder").values());
    states.addAll(states(account, "invoiceout").values());
    shelves.put("state", states);
    return new Books(shelves);
  }

  /** The states of a kind of document by name. */
  static Map<String, JsonNode> states(FakeMoySklad account, String kind) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    for (JsonNode state : get(account, "/entity/" + kind + "/metadata").path("states")) {
      byName.put(state.path("name").asText(), state);
    }
    return byName;
  }

  /** The price type that every price list starts with. */
  static JsonNode priceType(FakeMoySklad account) {
    return get(account, "/context/companysettings/pricetype").path(0);
  }

  /** Makes a state for a kind of document, as an administrator would. */
  static void addState(FakeMoySklad account, String kind, String name) {
    ObjectNode state = JSON.createObjectNode().put("name", name);
    state.put("color", 15106326).put("stateType", "Regular");
    ask(account, "POST", "/entity/" + kind + "/metadata/states", state.toString());
  }

  private static JsonNode get(FakeMoySklad account, String path) {
    return ask(account, "GET", path, "");
  }

  /** Asks past the wire, so that it is not counted as a request of the engine's. */
  private static JsonNode ask(FakeMoySklad account, String method, String path, String body) {
    String login = account.login() + ":" + account.password();
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    FakeResponse answer =
        account.handle(
            new FakeRequest(
                method,
                account.api().getPath() + path,
                "",
                Map.of(
                    "authorization", List.of("Basic " + basic),
                    "accept-encoding", List.of("gzip"),
                    "content-type", List.of("application/json;charset=utf-8")),
                body.getBytes(StandardCharsets.UTF_8)));
    if (answer.status() != 200) {
      throw new IllegalStateException(
          "the fake MoySklad answered " + answer.status() + " to " + path);
    }
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return JSON.readTree(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
