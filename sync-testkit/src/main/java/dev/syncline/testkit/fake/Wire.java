package dev.syncline.testkit.fake;

/** A fake with its weather and its log: what both ways of serving it share. */
final class Wire {

  private Wire() {}

  static FakeResponse exchange(
      FakeSystem system, Faults faults, RequestLog log, FakeRequest request) {
    FakeResponse response = faults.through(request, system::handle);
    log.add(request, response);
    return response;
  }
}
