package dev.syncline.moysklad.port;

import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.MoySkladErrors;
import dev.syncline.moysklad.MoySkladErrors.Fault;
import java.util.List;
import java.util.Optional;

/** What a create carries to be found by, and what the answer to a write means for it. Pure. */
final class Marks {

  private static final int MAX_EXTERNAL_CODE = 255;
  private static final List<Field<String>> CODES =
      List.of(
          Category.EXTERNAL_CODE,
          Product.EXTERNAL_CODE,
          Variant.EXTERNAL_CODE,
          Customer.EXTERNAL_CODE,
          ContactPerson.EXTERNAL_CODE);

  private Marks() {}

  /** The plan's code if it has one, else the key as people can read it. */
  static String externalCode(Write.Create create) {
    OperationKey key = create.key();
    return code(create.wanted())
        .filter(code -> !code.isBlank())
        .orElse(key.marker().length() <= MAX_EXTERNAL_CODE ? key.marker() : key.uuid().toString());
  }

  private static Optional<String> code(Entity wanted) {
    return CODES.stream().filter(wanted::has).findFirst().flatMap(wanted::get);
  }

  /** What the faults of one element mean. */
  static WriteResult refusal(Resource resource, Write write, List<Fault> faults) {
    String id = Packing.held(write).map(held -> resource.codec().vendorId(held.id())).orElse("");
    for (Fault fault : faults) {
      boolean missing =
          fault.code() == MoySkladErrors.NOT_FOUND
              || fault.code() == MoySkladErrors.NO_SUCH_REFERENCE;
      if (missing && !id.isEmpty() && fault.text().contains(id)) {
        return new WriteResult.Gone();
      }
      if (fault.code() == MoySkladErrors.CHANGED_MEANWHILE) {
        return new WriteResult.Stale();
      }
    }
    return new WriteResult.Refused(faults.stream().map(Fault::refusal).toList());
  }
}
