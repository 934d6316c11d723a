package dev.syncline.testkit.http;

import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeSystem;
import java.net.URI;
import java.util.function.Function;

/** The smallest fake: one function. */
record Answering(Function<FakeRequest, FakeResponse> answer) implements FakeSystem {

  @Override
  public String name() {
    return "test";
  }

  @Override
  public void reachedAt(URI base) {}

  @Override
  public FakeResponse handle(FakeRequest request) {
    return answer.apply(request);
  }
}
