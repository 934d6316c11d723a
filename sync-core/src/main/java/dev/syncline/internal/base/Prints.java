package dev.syncline.internal.base;

import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.List;

/** Makes fingerprints with a plan's key. Thread-safe. */
public final class Prints {

  private static final int LARGEST_SET = 256;
  private static final int PHONE_BITS = 0x7FFF;

  private final SipHash hash;
  private final PhoneRules phones;
  private final int phoneVersion;

  /** Prints with a 128-bit key. */
  public Prints(byte[] key, PhoneRules phones) {
    this.hash = new SipHash(key);
    this.phones = phones;
    this.phoneVersion = (phones.version().hashCode() & PHONE_BITS) << 8;
  }

  /** How phones are compared. */
  public PhoneRules phones() {
    return phones;
  }

  /** The print of what an entity says of a field. */
  public Print of(Entity entity, Field<?> field) {
    return print(entity, field);
  }

  private <V> Print print(Entity entity, Field<V> field) {
    int version = version(field);
    return entity
        .get(field)
        .map(value -> new Print(version, elements(field.kind().elements(value, phones))))
        .orElseGet(() -> new Print(version, new long[0]));
  }

  /** The print of one element of a set. */
  public long element(String canonical) {
    return hash.of(canonical);
  }

  /** A print of a whole text, for keys. */
  public String key(String text) {
    return Long.toHexString(hash.of(text));
  }

  private int version(Field<?> field) {
    int rules = field.kind().version();
    return field.kind().name().contains("phone") ? rules | phoneVersion : rules;
  }

  private long[] elements(List<String> canonical) {
    if (canonical.size() > LARGEST_SET) {
      return new long[] {hash.of(String.join("\u001e", canonical))};
    }
    return canonical.stream().mapToLong(hash::of).sorted().toArray();
  }
}
