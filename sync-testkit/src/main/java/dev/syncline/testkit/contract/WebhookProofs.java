package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookPort.Decoded;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a connector does with webhooks, if it has any. */
final class WebhookProofs {

  private static final int GARBAGE = 200;

  static final List<Proof<String>> ALL =
      List.of(
          Proof.of("genuine", "a genuine one brings its entity as a hint", WebhookProofs::genuine),
          Proof.of(
              "forged",
              "one with another secret, however much of it is right, is not authentic",
              WebhookProofs::forged),
          Proof.of("garbage", "garbage never throws", WebhookProofs::garbage),
          Proof.of(
              "subscribe", "subscribing twice is subscribing once", WebhookProofs::subscribed));

  private WebhookProofs() {}

  private static WebhookPort port(Workbench bench) {
    return bench
        .connector()
        .webhooks()
        .orElseThrow(() -> Proof.notDeclared("the connector has no webhooks"));
  }

  private static Hooks hooks(Workbench bench) {
    return bench
        .ground()
        .hooks()
        .orElseThrow(() -> new AssertionError("the connector has webhooks: give hooks()"));
  }

  private static void genuine(Workbench bench, String none) {
    WebhookPort port = port(bench);
    Hooks hooks = hooks(bench);
    bench.connector().check();
    int brought = 0;
    for (EntityType type : AccountProofs.types(bench)) {
      Entity one = bench.make(bench.sample(type));
      Optional<WebhookRequest> sent = hooks.changed(type, one.id(), hooks.token());
      if (sent.isPresent()) {
        brought++;
        Decoded decoded = port.decode(sent.get());
        assertThat(decoded).as("webhook of " + type).isInstanceOf(Decoded.Hints.class);
        assertThat(((Decoded.Hints) decoded).changes()).extracting(Change::ref).contains(one.ref());
      }
    }
    assertThat(brought).as("types with webhooks").isPositive();
  }

  private static void forged(Workbench bench, String none) {
    WebhookPort port = port(bench);
    Hooks hooks = hooks(bench);
    String token = hooks.token();
    List<String> wrong = new ArrayList<>(List.of("", " ", token + "x", token + token));
    for (int length = 0; length < token.length(); length++) {
      wrong.add(token.substring(0, length));
      wrong.add(token.substring(0, length) + '\u0001' + token.substring(length + 1));
    }
    for (EntityType type : AccountProofs.types(bench)) {
      for (String each : wrong) {
        hooks
            .changed(type, "1", each)
            .ifPresent(
                sent ->
                    assertThat(port.decode(sent))
                        .as("a secret of %s right characters", each.length())
                        .isInstanceOf(Decoded.NotAuthentic.class));
      }
    }
  }

  private static void garbage(Workbench bench, String none) {
    WebhookPort port = port(bench);
    Hooks hooks = hooks(bench);
    List<String> texts = bench.values().of(dev.syncline.model.Kinds.text(), GARBAGE);
    List<String> more = new ArrayList<>(texts);
    more.addAll(
        List.of("", "{", "[]", "null", "{}", "a=b&c", "%", "%zz=1", "event=x&data[=]", "\u0000"));
    for (String text : more) {
      assertThat(port.decode(hooks.garbled(text))).isNotNull();
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      for (String query : new String[] {"", text, "a=%zz"}) {
        Decoded bare = port.decode(WebhookRequest.from(header -> null, query, body));
        assertThat(bare).isNotInstanceOf(Decoded.Hints.class);
      }
    }
  }

  private static void subscribed(Workbench bench, String none) {
    WebhookPort port = port(bench);
    Hooks hooks = hooks(bench);
    bench.connector().check();
    List<WebhookPort.Subscription> once =
        port.subscribe(hooks.address(), bench.connector().entityTypes());
    assertThat(once).isNotEmpty().allMatch(WebhookPort.Subscription::alive);
    assertThat(once).doesNotHaveDuplicates();
    assertThat(port.subscribe(hooks.address(), bench.connector().entityTypes()))
        .containsExactlyInAnyOrderElementsOf(once);
    assertThat(port.subscriptions(hooks.address())).containsExactlyInAnyOrderElementsOf(once);
  }
}
