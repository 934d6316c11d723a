package dev.syncline.examples.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend's own port, on the loopback interface: webhooks reach it through a proxy. */
final class Web implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Web.class);
  private static final int THREADS = 8;
  private static final int SECONDS_TO_ANSWER = 1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private Web(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  /** Takes the port, so that nothing runs before that is known to be free. */
  static Web bind(int port) throws IOException {
    return new Web(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
  }

  void serve(HttpHandler hooks, HttpHandler status) {
    server.createContext("/hooks/", exchange -> answer(hooks, exchange));
    server.createContext("/", exchange -> answer(status, exchange));
    server.start();
  }

  private static void answer(HttpHandler handler, HttpExchange exchange) throws IOException {
    try {
      handler.handle(exchange);
    } catch (RuntimeException failed) {
      LOG.warn("a request to {} failed", exchange.getHttpContext().getPath(), failed);
      if (exchange.getResponseCode() < 0) {
        exchange.sendResponseHeaders(500, -1); // vendors send it again
      }
    } finally {
      exchange.close();
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(SECONDS_TO_ANSWER);
    threads.shutdown();
  }
}
