package dev.syncline.dolibarr.codec;

/**
 * What other calls tell of an object, put into its document under names of ours before it is read.
 *
 * @since 0.1
 */
public final class Joined {

  /** The ids of a product's categories. */
  public static final String CATEGORIES = "_categories";

  /** The files of an object. */
  public static final String FILES = "_files";

  /** The address that files are downloaded from, up to their name. */
  public static final String FILES_AT = "_files_at";

  /** The product that a variant is a child of: the vendor's own name. */
  public static final String PARENT = "fk_product_parent";

  /** A variant's attributes with their values, by name. */
  public static final String OPTIONS = "_options";

  /** The contacts of a document. */
  public static final String CONTACTS = "_contacts";

  /** The invoice that a payment was read with. */
  public static final String INVOICE = "_invoice";

  private Joined() {}
}
