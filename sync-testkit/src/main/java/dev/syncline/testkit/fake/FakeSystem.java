package dev.syncline.testkit.fake;

import java.net.URI;

/**
 * The logic of a fake vendor: stateful, strict, and free of any transport.
 *
 * <p>{@link FakeServer} serves it on a free loopback port; {@link InProcess} puts it straight under
 * OkHttp. Both pass each request through the fake's {@link Faults} and its {@link RequestLog}.
 * Implementations are thread-safe.
 *
 * @since 0.1
 */
public interface FakeSystem {

  /** The system's name in logs, such as {@code bitrix24}. */
  String name();

  /**
   * Tells the fake under which base it is reached, before the first request; it appears in the
   * links it answers.
   */
  void reachedAt(URI base);

  /** Answers one request. Never throws: what a vendor would refuse is an answer. */
  FakeResponse handle(FakeRequest request);
}
