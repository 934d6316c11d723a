package dev.syncline.internal.reconcile;

import dev.syncline.internal.base.Prints;
import dev.syncline.mapping.Put;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.List;

/**
 * What a rule wants to be there on the target.
 *
 * @param name stands for it until it is there: a keyed print of its key, which gives nothing away
 * @param template what is made if it is not there
 * @param key the template's fields by which it is found
 */
public record Ensured(Ref name, Entity template, List<Field<?>> key) {

  private static final String NAME = "ensured:";

  static Ensured of(Put.Ensure<?> put, Prints prints) {
    Entity template = put.template();
    StringBuilder text = new StringBuilder();
    for (Field<?> field : put.key()) {
      text.append('\u001f')
          .append(field.name())
          .append('=')
          .append(template.canonical(field, prints.phones()));
    }
    Ref name = new Ref(template.type(), NAME + prints.key(template.type() + text.toString()));
    return new Ensured(name, template, put.key());
  }

  /** Whether a reference is to something that is not known to be there yet. */
  public static boolean isName(Ref ref) {
    return ref.id().startsWith(NAME);
  }
}
