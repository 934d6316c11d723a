package dev.syncline.model;

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

  private Category() {}
}
