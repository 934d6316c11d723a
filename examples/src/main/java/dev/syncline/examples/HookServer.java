package dev.syncline.examples;

import com.sun.net.httpserver.HttpServer;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.examples.snippets.Hooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The demo's own address for webhooks, on the loopback interface. Thread-safe. */
final class HookServer implements AutoCloseable {

  private static final int OK = 200;

  private final HttpServer server;
  private final SyncPlan plan;
  private final AtomicInteger taken;

  private HookServer(HttpServer server, SyncPlan plan, AtomicInteger taken) {
    this.server = server;
    this.plan = plan;
    this.taken = taken;
  }

  /** Opens one on a free port. */
  static HookServer open(SyncEngine engine, SyncPlan plan) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      AtomicInteger taken = new AtomicInteger();
      Hooks hooks = new Hooks(engine, List.of(plan));
      server.createContext(
          "/hooks/",
          exchange -> {
            hooks.handle(exchange);
            if (exchange.getResponseCode() == OK) {
              taken.incrementAndGet();
            }
          });
      server.start();
      return new HookServer(server, plan, taken);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }

  /** Where a side tells. */
  URI address(Side side) {
    return URI.create(
        "http://127.0.0.1:"
            + server.getAddress().getPort()
            + "/hooks/"
            + plan.name()
            + "/"
            + side.word());
  }

  /** How many were authentic and stored. */
  int taken() {
    return taken.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
