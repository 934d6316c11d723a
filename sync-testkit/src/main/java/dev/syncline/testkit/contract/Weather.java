package dev.syncline.testkit.contract;

import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.fake.Faults;
import java.util.function.Predicate;

/**
 * Lets the requests of a connector go wrong.
 *
 * @since 0.1
 */
public interface Weather {

  /**
   * The next request that writes goes wrong.
   *
   * @return whether this fake can make such a fault
   */
  boolean onNextWrite(Fault fault);

  /**
   * The next request of a read by ids goes wrong.
   *
   * @return whether this fake can make such a fault
   */
  boolean onNextRead(Fault fault);

  /** What was to land late lands now. */
  void land();

  /**
   * The weather of a fake that is reached by requests.
   *
   * @param writes which of the requests write
   */
  static Weather of(Faults faults, Predicate<FakeRequest> writes) {
    return new Weather() {
      @Override
      public boolean onNextWrite(Fault fault) {
        faults.onNext(writes, fault);
        return true;
      }

      @Override
      public boolean onNextRead(Fault fault) {
        faults.onNext(writes.negate(), fault);
        return true;
      }

      @Override
      public void land() {
        faults.land();
      }
    };
  }
}
