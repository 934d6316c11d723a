package dev.syncline.connector;

import java.util.Objects;

/**
 * What an account is asked with, in a connector's own shape: an opaque text that hosts keep, best
 * encrypted, and never read.
 *
 * <p>Immutable and thread-safe; says nothing of itself in logs.
 *
 * @since 0.1
 */
public final class Credentials {

  private final String text;

  private Credentials(String text) {
    this.text = text;
  }

  /** As a host has kept them, or as a connector makes them from what an installation brought. */
  public static Credentials of(String text) {
    return new Credentials(Objects.requireNonNull(text, "text"));
  }

  /** The text to keep; a secret, of up to some 4 kB. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Credentials that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "credentials";
  }
}
