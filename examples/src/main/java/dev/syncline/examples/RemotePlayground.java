package dev.syncline.examples;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syncline.examples.compare.Compared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A playground in another JVM, asked through its {@link ControlDesk}. Thread-safe. */
final class RemotePlayground implements Playground {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final URI desk;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RemotePlayground(URI desk) {
    this.desk = desk;
  }

  @Override
  public Map<String, String> places() {
    return ask("places", new TypeReference<>() {});
  }

  @Override
  public Map<String, Long> counts() {
    return ask("counts", new TypeReference<>() {});
  }

  @Override
  public Both requests() {
    return ask("requests", new TypeReference<>() {});
  }

  @Override
  public void tells(URI left) {
    ask("tells?" + left, new TypeReference<String>() {});
  }

  @Override
  public void deliver() {
    ask("deliver", new TypeReference<Boolean>() {});
  }

  @Override
  public Played play(Act act) {
    return ask("play/" + act.name(), new TypeReference<>() {});
  }

  @Override
  public Compared compare() {
    return ask("compare", new TypeReference<>() {});
  }

  private <T> T ask(String what, TypeReference<T> type) {
    URI address = URI.create(desk.toString().replaceAll("/+$", "") + "/" + what);
    try {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the fakes failed at " + what + ": " + answer.body());
      }
      return JSON.readValue(answer.body(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the fakes at " + desk + " do not answer; start them with: fakes <plan>", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the fakes", e);
    }
  }

  /** The other JVM goes on. */
  @Override
  public void close() {}
}
