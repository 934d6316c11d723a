package dev.syncline.testkit.crash;

import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeSystem;
import java.net.URI;
import java.time.Duration;

/** A fake vendor as one process reaches it. */
final class ProcessSystem implements FakeSystem {

  private final CrashProcess process;
  private final FakeSystem behind;
  private final Duration settles;
  private final Tear tear;

  ProcessSystem(CrashProcess process, FakeSystem behind, Duration settles, Tear tear) {
    this.process = process;
    this.behind = behind;
    this.settles = settles;
    this.tear = tear;
  }

  @Override
  public String name() {
    return behind.name();
  }

  @Override
  public void reachedAt(URI base) {
    behind.reachedAt(base);
  }

  @Override
  public FakeResponse handle(FakeRequest request) {
    int size = tear.size(request);
    boolean reads = size == 0;
    Strike strike =
        process
            .walk()
            .arrive(
                process,
                reads ? CrashPoint.Kind.READ : CrashPoint.Kind.REQUEST,
                name() + " " + request,
                size,
                reads ? Duration.ZERO : settles);
    if (strike.is(CrashFault.LOST_BEFORE)) {
      return FakeResponse.dropped();
    }
    if (strike.is(CrashFault.LOST_AFTER)) {
      return unheard(request);
    }
    if (strike.landsLate()) {
      process.walk().later(Strike.late(settles), () -> unheard(request));
      if (strike.is(CrashFault.KILLED_LANDS_LATE)) {
        throw process.die(strike.where());
      }
      return FakeResponse.dropped();
    }
    if (strike.tears()) {
      return unheard(tear.first(request, strike.done(size)));
    }
    if (strike.is(CrashFault.ZOMBIE_BEFORE)) {
      process.walk().stall(process);
      return FakeResponse.dropped(); // its deadline has passed meanwhile: nothing leaves any more
    }
    return process.through(strike, () -> behind.handle(request));
  }

  private FakeResponse unheard(FakeRequest request) {
    var unused = behind.handle(request);
    return FakeResponse.dropped();
  }
}
