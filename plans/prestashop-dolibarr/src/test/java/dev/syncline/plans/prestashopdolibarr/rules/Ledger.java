package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.dolibarr.fake.FakeRecords;
import java.math.BigDecimal;
import java.util.List;

/** Dolibarr as its people use it. */
final class Ledger {

  static final int WAREHOUSE = 1;

  final FakeDolibarr fake;

  /** One that has what the set-up page asks for. */
  Ledger(FakeDolibarr fake) {
    this.fake = fake;
    fake.backOffice().extraField("product", "longdescript", "text", 2000, false);
  }

  FakeRecord product(String ref) {
    return fake.products()
        .find("ref", ref)
        .orElseThrow(() -> new AssertionError("no " + ref + " in " + refs()));
  }

  FakeRecord category(String label) {
    return fake.categories()
        .find("label", label)
        .orElseThrow(() -> new AssertionError("no " + label + " in " + labels()));
  }

  /** How much of a product lies in the warehouse. */
  BigDecimal stockOf(String ref) {
    return fake.stock(product(ref).id(), WAREHOUSE);
  }

  /** What an extra field of a product holds; the vendor shows an empty list where there is none. */
  String extra(String ref, String code) {
    return product(ref).field("array_options").path("options_" + code).asText("");
  }

  List<String> refs() {
    return fake.products().all().stream().map(FakeRecord::ref).toList();
  }

  List<String> labels() {
    return fake.categories().all().stream().map(each -> each.text("label")).toList();
  }

  static FakeRecord only(FakeRecords all) {
    List<FakeRecord> each = all.all();
    if (each.size() != 1) {
      throw new AssertionError("not one but " + each);
    }
    return each.get(0);
  }

  int asked() {
    return fake.log().size();
  }
}
