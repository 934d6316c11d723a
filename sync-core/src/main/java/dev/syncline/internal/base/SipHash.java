package dev.syncline.internal.base;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** SipHash-2-4: a fast keyed pseudo-random function of short texts. Thread-safe. */
final class SipHash {

  private static final int WORD = 8;

  private final long k0;
  private final long k1;

  SipHash(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    this.k0 = bytes.getLong();
    this.k1 = bytes.getLong();
  }

  long of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  long of(byte[] data) {
    State state = new State(k0, k1);
    ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.remaining() >= WORD) {
      state.absorb(bytes.getLong());
    }
    long last = (long) data.length << 56;
    for (int shift = 0; bytes.hasRemaining(); shift += WORD) {
      last |= (bytes.get() & 0xFFL) << shift;
    }
    state.absorb(last);
    return state.finish();
  }

  private static final class State {

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long k0, long k1) {
      v0 = k0 ^ 0x736f6d6570736575L;
      v1 = k1 ^ 0x646f72616e646f6dL;
      v2 = k0 ^ 0x6c7967656e657261L;
      v3 = k1 ^ 0x7465646279746573L;
    }

    void absorb(long word) {
      v3 ^= word;
      round();
      round();
      v0 ^= word;
    }

    long finish() {
      v2 ^= 0xff;
      for (int each = 0; each < 4; each++) {
        round();
      }
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
