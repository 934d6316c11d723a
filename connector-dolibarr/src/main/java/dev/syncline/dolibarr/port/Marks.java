package dev.syncline.dolibarr.port;

import dev.syncline.connector.Write;
import dev.syncline.dolibarr.codec.RefExt;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.util.List;
import java.util.Optional;

/** What a create carries as its external reference. Pure. */
final class Marks {

  static final List<Field<String>> CODES =
      List.of(
          Category.EXTERNAL_CODE,
          Product.EXTERNAL_CODE,
          Variant.EXTERNAL_CODE,
          Customer.EXTERNAL_CODE,
          ContactPerson.EXTERNAL_CODE);

  private Marks() {}

  /** The plan's code if it has one, else the operation's key. */
  static String of(Write.Create create) {
    return code(create.wanted()).orElseGet(() -> RefExt.of(create.key()));
  }

  /** The plan's code. */
  static Optional<String> code(Entity says) {
    return CODES.stream()
        .filter(says::has)
        .findFirst()
        .flatMap(says::get)
        .filter(code -> !code.isBlank());
  }
}
