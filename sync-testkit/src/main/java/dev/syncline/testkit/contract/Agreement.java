package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether two entities say the same, by the fields' kinds. */
final class Agreement {

  private static final PhoneRules PHONES = PhoneRules.digits();

  private Agreement() {}

  /** Everything that one says, the other says, too; of lists of lines, line by line. */
  static void agree(String when, Entity read, Entity wanted, Set<? extends Field<?>> but) {
    for (Field<?> field : wanted.fields()) {
      if (!but.contains(field)) {
        agree(when, read, wanted, field);
      }
    }
  }

  static void agree(String when, Entity read, Entity wanted, Field<?> field) {
    if (wanted.get(field).orElse(null) instanceof List<?> lines) {
      lines(when + ", " + field, read.get(field).orElse(null), lines);
    } else if (!(isEmpty(wanted, field) && isEmpty(read, field))) {
      assertThat(same(read, wanted, field))
          .as("%s: %s is %s, wanted %s", when, field, shown(read, field), shown(wanted, field))
          .isTrue();
    }
  }

  private static void lines(String when, @Nullable Object read, List<?> wanted) {
    if (!(read instanceof List<?> there)) {
      throw new AssertionError(when + ": there are no lines");
    }
    assertThat(there).as(when).hasSameSizeAs(wanted);
    for (int at = 0; at < wanted.size(); at++) {
      if (wanted.get(at) instanceof Entity line && there.get(at) instanceof Entity held) {
        agree(when + " " + at, held, line, computed(line));
      }
    }
  }

  private static Set<Field<?>> computed(Entity line) {
    return line.fields().stream()
        .filter(Field::computed)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  static boolean same(Entity one, Entity other, Field<?> field) {
    return one.same(other, field, PHONES);
  }

  /** Whether it is known to have no value, or one that says nothing. */
  static boolean isEmpty(Entity entity, Field<?> field) {
    Object value = entity.get(field).orElse(null);
    return value == null
        || (value instanceof Collection<?> many && many.isEmpty())
        || entity.canonical(field, PHONES).isEmpty();
  }

  static String shown(Entity entity, Field<?> field) {
    return entity.knows(field) ? entity.get(field).map(Object::toString).orElse("empty") : "absent";
  }
}
