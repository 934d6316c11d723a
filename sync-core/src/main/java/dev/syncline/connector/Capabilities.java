package dev.syncline.connector;

import dev.syncline.model.Field;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an account can do with one entity type. What is not declared is not used.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Capabilities {

  /** How a repeated create is kept from making a second entity. */
  public enum Guard {
    /**
     * The vendor takes a key and answers a repeat with the entity already made: a repeat is
     * harmless.
     */
    NATIVE_KEY,
    /** A marker is written in the same call and can be searched. */
    MARKER,
    /** Nothing: an unknown outcome is shown to a person. */
    NONE
  }

  /** Operations. */
  public enum Operation {
    /** New entities can be made. */
    CREATE,
    /** Entities can be changed. */
    UPDATE,
    /** Entities can be removed. */
    DELETE
  }

  private final Set<Operation> operations;
  private final Set<Field<?>> readable;
  private final Set<Field<?>> writable;
  private final Set<Field<?>> createOnly;
  private final Set<Field<?>> filled;
  private final Guard guard;
  private final Duration settleTime;
  private final Duration searchLag;
  private final Duration callDeadline;
  private final Duration clockTick;
  private final int callsInFlight;
  private final boolean chains;
  private final boolean customFields;

  private Capabilities(Builder from) {
    this.operations = Set.copyOf(from.operations);
    this.readable = Set.copyOf(from.readable);
    this.writable = Set.copyOf(from.writable);
    this.createOnly = Set.copyOf(from.createOnly);
    this.filled = Set.copyOf(from.filled);
    this.guard = from.guard;
    this.settleTime = from.settleTime;
    this.searchLag = from.searchLag;
    this.callDeadline = from.callDeadline;
    this.clockTick = from.clockTick;
    this.callsInFlight = from.callsInFlight;
    this.chains = from.chains;
    this.customFields = from.customFields;
  }

  /** Nothing declared yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether the operation exists. */
  public boolean can(Operation operation) {
    return operations.contains(operation);
  }

  /** Fields that reads give. */
  public Set<Field<?>> readable() {
    return readable;
  }

  /** Whether an update can change the field. */
  public boolean writable(Field<?> field) {
    return writable.contains(field) || (customFields && field.custom());
  }

  /** Whether a create can set the field. */
  public boolean creatable(Field<?> field) {
    return writable(field) || createOnly.contains(field);
  }

  /**
   * Whether the system gives the field a value of its own where a create leaves it empty. Found
   * after a create without an answer, such a value is the system's, and not an edit of somebody.
   */
  public boolean fills(Field<?> field) {
    return filled.contains(field);
  }

  /** How creates are guarded. */
  public Guard guard() {
    return guard;
  }

  /**
   * The longest time after which an unanswered write may still land, or a search may still miss it.
   */
  public Duration settleTime() {
    return settleTime;
  }

  /**
   * How long lists and searches may lag behind writes; zero if they never do. What {@link
   * EntityPort#read} tells of one entity does not lag.
   */
  public Duration searchLag() {
    return searchLag;
  }

  /** The longest time for which a call may be under way before the connector gives it up. */
  public Duration callDeadline() {
    return callDeadline;
  }

  /** The granularity of the vendor's timestamps. */
  public Duration clockTick() {
    return clockTick;
  }

  /** How many calls that write this type may be under way at once. */
  public int callsInFlight() {
    return callsInFlight;
  }

  /** Whether a create may point at another create of the same list. */
  public boolean chains() {
    return chains;
  }

  /** Collects capabilities. */
  public static final class Builder {

    private final Set<Operation> operations = EnumSet.noneOf(Operation.class);
    private final Set<Field<?>> readable = new LinkedHashSet<>();
    private final Set<Field<?>> writable = new LinkedHashSet<>();
    private final Set<Field<?>> createOnly = new LinkedHashSet<>();
    private final Set<Field<?>> filled = new LinkedHashSet<>();
    private Guard guard = Guard.NONE;
    private Duration settleTime = Duration.ZERO;
    private Duration searchLag = Duration.ZERO;
    private Duration callDeadline = Duration.ofSeconds(60);
    private Duration clockTick = Duration.ofMillis(1);
    private int callsInFlight = 1;
    private boolean chains;
    private boolean customFields;

    private Builder() {}

    /** These operations exist. */
    public Builder can(Operation... which) {
      operations.addAll(Set.of(which));
      return this;
    }

    /** These fields can be read and, in creates and updates, written. */
    public Builder readsAndWrites(Field<?>... fields) {
      readable.addAll(Set.of(fields));
      writable.addAll(Set.of(fields));
      return this;
    }

    /** These fields can be read and never written. */
    public Builder reads(Field<?>... fields) {
      readable.addAll(Set.of(fields));
      return this;
    }

    /** These fields can be read and, in creates only, written. */
    public Builder readsAndCreates(Field<?>... fields) {
      readable.addAll(Set.of(fields));
      createOnly.addAll(Set.of(fields));
      return this;
    }

    /**
     * Fields that an account's administrator made can be read and written; {@link
     * Dictionaries#customFields} tells which there are.
     */
    public Builder customFields() {
      customFields = true;
      return this;
    }

    /** See {@link Capabilities#fills}. */
    public Builder fills(Field<?>... fields) {
      filled.addAll(Set.of(fields));
      return this;
    }

    /** How creates are guarded. */
    public Builder guard(Guard how) {
      guard = how;
      return this;
    }

    /** See {@link Capabilities#settleTime()}. */
    public Builder settleTime(Duration time) {
      settleTime = time;
      return this;
    }

    /** See {@link Capabilities#searchLag()}. */
    public Builder searchLag(Duration lag) {
      searchLag = lag;
      return this;
    }

    /** See {@link Capabilities#callDeadline()}; a minute unless said otherwise. */
    public Builder callDeadline(Duration longest) {
      callDeadline = longest;
      return this;
    }

    /** See {@link Capabilities#clockTick()}; a millisecond unless said otherwise. */
    public Builder clockTick(Duration tick) {
      clockTick = tick;
      return this;
    }

    /** See {@link Capabilities#callsInFlight()}. */
    public Builder callsInFlight(int calls) {
      callsInFlight = calls;
      return this;
    }

    /** Creates may point at creates of the same list. */
    public Builder chains() {
      chains = true;
      return this;
    }

    /** The capabilities. */
    public Capabilities build() {
      return new Capabilities(this);
    }
  }
}
