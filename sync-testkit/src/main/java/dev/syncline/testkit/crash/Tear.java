package dev.syncline.testkit.crash;

import dev.syncline.testkit.fake.FakeRequest;

/**
 * How requests of a vendor that carry several writes are torn: a batch of commands, an array of
 * entities.
 *
 * @since 0.1
 */
public interface Tear {

  /** Requests carry one thing each. */
  Tear NONE =
      new Tear() {
        @Override
        public int size(FakeRequest request) {
          return 1;
        }

        @Override
        public FakeRequest first(FakeRequest request, int count) {
          return request;
        }
      };

  /** Requests carry one thing each, and nothing where their method says that they only read. */
  Tear BY_METHOD =
      new Tear() {
        @Override
        public int size(FakeRequest request) {
          return request.method().equals("GET") || request.method().equals("HEAD") ? 0 : 1;
        }

        @Override
        public FakeRequest first(FakeRequest request, int count) {
          return request;
        }
      };

  /** How many things a request carries; 0 if it changes nothing, so that it cannot land late. */
  int size(FakeRequest request);

  /** The request with only the first so many of them. */
  FakeRequest first(FakeRequest request, int count);
}
