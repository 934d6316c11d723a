package dev.syncline.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syncline.examples.Playground.Act;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/**
 * Lets an engine in another JVM ask a playground in this one: {@code GET /places}, {@code GET
 * /counts}, {@code GET /requests}, {@code POST /play/EDITS}, {@code POST /compare}. On the loopback
 * interface only. Thread-safe.
 *
 * @since 0.1
 */
public final class ControlDesk implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;

  private ControlDesk(HttpServer server) {
    this.server = server;
  }

  /** Opens a desk on a free port. */
  public static ControlDesk open(Playground playground) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/places", each -> answer(each, playground::places));
      server.createContext("/counts", each -> answer(each, playground::counts));
      server.createContext("/requests", each -> answer(each, playground::requests));
      server.createContext("/compare", each -> answer(each, playground::compare));
      server.createContext(
          "/tells", each -> answer(each, () -> told(playground, each.getRequestURI().getQuery())));
      server.createContext("/deliver", each -> answer(each, () -> delivered(playground)));
      server.createContext(
          "/play/", each -> answer(each, () -> playground.play(Act.valueOf(last(each)))));
      server.start();
      return new ControlDesk(server);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }

  private static String told(Playground playground, String address) {
    playground.tells(URI.create(address));
    return address;
  }

  private static boolean delivered(Playground playground) {
    playground.deliver();
    return true;
  }

  private static String last(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void answer(HttpExchange exchange, Callable<Object> question) throws IOException {
    try (exchange) {
      int status = 200;
      byte[] body;
      try {
        body = JSON.writeValueAsBytes(question.call());
      } catch (Exception e) {
        status = 500;
        body = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      }
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Where it is. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
