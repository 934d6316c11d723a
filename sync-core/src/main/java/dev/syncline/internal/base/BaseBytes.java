package dev.syncline.internal.base;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what the engine keeps as versioned bytes, and reads it back. */
public final class BaseBytes {

  private BaseBytes() {}

  /** Writes fields to a stream. */
  public interface Writing {
    /** Writes. */
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads fields from a stream. */
  public interface ReadingOf<T> {
    /** Reads. */
    T from(DataInputStream in) throws IOException;
  }

  /** Reads fields of a version from a stream. */
  public interface ReadingOfVersion<T> {
    /** Reads. */
    T from(int version, DataInputStream in) throws IOException;
  }

  /** The bytes that the writing makes, behind a version. */
  public static byte[] write(int version, Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(version);
      writing.to(out);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return bytes.toByteArray();
  }

  /** Reads bytes of a version. */
  public static <T> T read(byte[] bytes, int version, ReadingOf<T> reading) {
    return read(bytes, version, version, (same, in) -> reading.from(in));
  }

  /** Reads bytes of a version or of an earlier one, from 1. */
  public static <T> T readUpTo(byte[] bytes, int newest, ReadingOfVersion<T> reading) {
    return read(bytes, 1, newest, reading);
  }

  private static <T> T read(byte[] bytes, int oldest, int newest, ReadingOfVersion<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int found = in.readByte();
      if (found < oldest || found > newest) {
        throw new IllegalStateException(
            "the store holds version " + found + " of a row, this library knows " + newest);
      }
      return reading.from(found, in);
    } catch (IOException broken) {
      throw new UncheckedIOException("the store holds a row that cannot be read", broken);
    }
  }

  /** Writes a text that may be missing. */
  public static void writeOptional(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  /** Reads a text that may be missing. */
  public static @Nullable String readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  /** Writes an enum by its name. */
  public static void writeEnum(DataOutputStream out, Enum<?> value) throws IOException {
    out.writeUTF(value.name());
  }

  /** Reads an enum by its name. */
  public static <E extends Enum<E>> E readEnum(DataInputStream in, Class<E> type)
      throws IOException {
    return Enum.valueOf(type, in.readUTF());
  }

  /** Writes a base. */
  public static void writeBase(DataOutputStream out, Base base) throws IOException {
    writeUnits(out, base.units());
    out.writeShort(base.lines().size());
    for (Map.Entry<String, List<LineBase>> unit : base.lines().entrySet()) {
      out.writeUTF(unit.getKey());
      out.writeInt(unit.getValue().size());
      for (LineBase line : unit.getValue()) {
        out.writeUTF(line.leftId());
        out.writeUTF(line.rightId());
        writeUnits(out, line.units());
      }
    }
  }

  /** Reads a base. */
  public static Base readBase(DataInputStream in) throws IOException {
    Map<String, UnitBase> units = readUnits(in);
    Map<String, List<LineBase>> lines = new LinkedHashMap<>();
    int count = in.readShort();
    for (int unit = 0; unit < count; unit++) {
      String name = in.readUTF();
      int size = in.readInt();
      List<LineBase> list = new ArrayList<>(size);
      for (int line = 0; line < size; line++) {
        list.add(new LineBase(in.readUTF(), in.readUTF(), readUnits(in)));
      }
      lines.put(name, list);
    }
    return new Base(units, lines);
  }

  private static void writeUnits(DataOutputStream out, Map<String, UnitBase> units)
      throws IOException {
    out.writeShort(units.size());
    for (Map.Entry<String, UnitBase> unit : units.entrySet()) {
      out.writeUTF(unit.getKey());
      writePrint(out, unit.getValue().left());
      writePrint(out, unit.getValue().right());
      writePrint(out, unit.getValue().leftBefore());
      writePrint(out, unit.getValue().rightBefore());
    }
  }

  private static Map<String, UnitBase> readUnits(DataInputStream in) throws IOException {
    int count = in.readShort();
    Map<String, UnitBase> units = new LinkedHashMap<>();
    for (int unit = 0; unit < count; unit++) {
      units.put(
          in.readUTF(), new UnitBase(readPrint(in), readPrint(in), readPrint(in), readPrint(in)));
    }
    return units;
  }

  private static void writePrint(DataOutputStream out, @Nullable Print print) throws IOException {
    out.writeShort(print == null ? -1 : print.elements().length);
    if (print != null) {
      out.writeInt(print.version());
      for (long element : print.elements()) {
        out.writeLong(element);
      }
    }
  }

  private static @Nullable Print readPrint(DataInputStream in) throws IOException {
    int size = in.readShort();
    if (size < 0) {
      return null;
    }
    int version = in.readInt();
    long[] elements = new long[size];
    for (int at = 0; at < size; at++) {
      elements[at] = in.readLong();
    }
    return new Print(version, elements);
  }
}
