package dev.syncline.model;

import java.util.Map;

/**
 * A product section or folder; a tree by parents.
 *
 * @since 0.1
 */
public final class Category {

  /** The type. */
  public static final EntityType TYPE = new EntityType("category");

  /** The name. */
  public static final Field<String> NAME = Field.of(TYPE, "name", Kinds.text());

  /** The category above; empty at the root. */
  public static final Field<Ref> PARENT = Field.of(TYPE, "parent", Kinds.ref());

  /** The code of a third system, where the vendor has a field for it. */
  public static final Field<String> EXTERNAL_CODE = Field.of(TYPE, "external_code", Kinds.code());

  /** Whether it is out of use. */
  public static final Field<Boolean> ARCHIVED = Field.of(TYPE, "archived", Kinds.bool());

  /** The name in each language, by language tag; {@link #NAME} is that of the default language. */
  public static final Field<Map<String, String>> NAMES =
      Field.of(TYPE, "names", Kinds.namedTexts());

  /** The description, plain text. */
  public static final Field<String> DESCRIPTION = Field.of(TYPE, "description", Kinds.text());

  private Category() {}
}
