package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an administrator of a {@link FakeDolibarr} sets up, and what lies beside its objects.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class FakeBackOffice {

  private final Installation installation;

  FakeBackOffice(Installation installation) {
    this.installation = installation;
  }

  /** Declares an extra field of a table, such as {@code product}; answers its id. */
  public long extraField(String table, String name, String type, int size, boolean unique) {
    ObjectNode body = Php.object().put("label", name).put("type", type);
    body.put("size", String.valueOf(size)).put("unique", unique ? 1 : 0);
    return installation.bySomebody(
        session -> ExtraFieldSetup.insert(session, table, name, body).id());
  }

  /** Puts a file beside an object, as somebody does at the screen. */
  public void file(String module, String ref, String name, byte[] content) {
    installation.bySomebody(
        session ->
            session.data.insert(
                "file",
                Map.of(
                    "modulepart",
                    module,
                    "directory",
                    ref,
                    "name",
                    name,
                    "content",
                    Base64.getEncoder().encodeToString(content),
                    "date",
                    session.clocks().seconds())));
  }

  /** The names of the extra fields of a table. */
  public List<String> extraFields(String table) {
    return installation.look(session -> List.copyOf(Extras.declared(session, table).keySet()));
  }

  /** Sets up a webhook; a blocking one undoes what its receiver does not take. */
  public void webhook(URI url, boolean blocking, String... codes) {
    installation.bySomebody(
        session ->
            session.data.insert(
                "webhook_target",
                Map.of(
                    "ref",
                    "W" + url.hashCode(),
                    "label",
                    "sync",
                    "url",
                    url.toString(),
                    "trigger_codes",
                    String.join(",", codes),
                    "type",
                    blocking ? 0 : 1,
                    "status",
                    1)));
  }

  /** Adds a foreign currency: how many of it are one of the company's. */
  public long currency(String code, String rate) {
    return installation.bySomebody(
        session -> Currencies.insert(session, code, code, new BigDecimal(rate)));
  }

  /** The categories of a product. */
  public List<Long> categoriesOf(long product) {
    return installation.look(
        session ->
            session.data.of("categorie_product", "fk_product", product).stream()
                .map(row -> row.number("fk_categorie"))
                .toList());
  }

  /** Puts a product into a category, as a person does. */
  public void categorise(long product, long category) {
    installation.asPerson(
        "POST", "categories/" + category + "/objects/product/" + product, Php.object());
  }

  /** The children of a product: the child's id by the combination's. */
  public Map<Long, Long> variantsOf(long product) {
    Map<Long, Long> variants = new TreeMap<>();
    installation
        .look(
            session ->
                session.data.of("product_attribute_combination", "fk_product_parent", product))
        .forEach(row -> variants.put(row.id(), row.number("fk_product_child")));
    return variants;
  }

  /** The files beside an object: {@code product} and its ref, by name. */
  public Map<String, byte[]> files(String module, String ref) {
    Map<String, byte[]> files = new TreeMap<>();
    installation
        .look(
            session ->
                session
                    .data
                    .where(
                        "file",
                        row ->
                            row.text("modulepart").equals(module)
                                && row.text("directory").equals(Sanitiser.fileName(ref)))
                    .toList())
        .forEach(row -> files.put(row.text("name"), Files.bytes(row)));
    return files;
  }

  /** The contacts of a document by their roles: {@code commande} or {@code facture} and its id. */
  public Map<String, Long> contactsOf(String table, long document) {
    Map<String, Long> contacts = new TreeMap<>();
    installation
        .look(session -> session.data.of("element_contact", "element_id", document))
        .stream()
        .filter(row -> row.text("element").equals(table))
        .forEach(row -> contacts.put(row.text("code"), row.number("fk_socpeople")));
    return contacts;
  }

  /** What was paid of an invoice. */
  public BigDecimal paid(long invoice) {
    return installation.look(session -> Payments.paid(session, invoice));
  }
}
