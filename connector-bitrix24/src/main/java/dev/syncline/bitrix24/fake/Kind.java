package dev.syncline.bitrix24.fake;

/**
 * The kinds of documents a {@link FakeBitrix24} keeps.
 *
 * @since 0.1
 */
public enum Kind {
  /** Deals, entity type 2. */
  DEAL,
  /** Contacts, entity type 3. */
  CONTACT,
  /** Companies, entity type 4. */
  COMPANY,
  /** Smart invoices, entity type 31. */
  INVOICE,
  /** The invoices of a portal that has only those of old. */
  CLASSIC_INVOICE,
  /** Product rows of deals and invoices. */
  ROW,
  /**
   * Everything in the catalog's blocks: simple products, parents, offers and services, told apart
   * by {@code type}.
   */
  PRODUCT,
  /** Catalog sections. */
  SECTION,
  /** Catalog prices. */
  PRICE,
  /** Catalogs: the product block and the offers block. */
  CATALOG,
  /** Price types. */
  PRICE_TYPE,
  /** VAT rates. */
  VAT,
  /** Measures. */
  MEASURE,
  /** Stores. */
  STORE,
  /** Amounts of a product in a store. */
  STORE_PRODUCT,
  /** Stock documents. */
  STOCK_DOCUMENT,
  /** Lines of stock documents. */
  STOCK_ELEMENT,
  /** Product properties. */
  PROPERTY,
  /** Values of list properties. */
  PROPERTY_ENUM,
  /** Users. */
  USER,
  /** Statuses, stages and other lists of choices. */
  STATUS,
  /** Pipelines. */
  CATEGORY,
  /** Custom fields. */
  USER_FIELD,
  /** Requisites. */
  REQUISITE,
  /** Bank details of requisites. */
  BANK_DETAIL,
  /** Addresses of requisites. */
  ADDRESS,
  /** Links of requisites to deals and invoices. */
  REQUISITE_LINK,
  /** The history of stages. */
  STAGE_HISTORY
}
