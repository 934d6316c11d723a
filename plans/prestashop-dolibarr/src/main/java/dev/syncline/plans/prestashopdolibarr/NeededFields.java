package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.connector.Connector;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.Dictionaries;
import dev.syncline.dolibarr.DolibarrDictionaries;
import dev.syncline.model.Product;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.LongText;
import java.util.ArrayList;
import java.util.List;

/** The extra fields of Dolibarr that the settings name (P-055, P-064). */
final class NeededFields {

  private final PrestaShopDolibarrSettings settings;
  private final Connector dolibarr;

  NeededFields(PrestaShopDolibarrSettings settings, Connector dolibarr) {
    this.settings = settings;
    this.dolibarr = dolibarr;
  }

  private List<CustomField> all() {
    List<CustomField> all = new ArrayList<>();
    CatalogueSettings catalogue = settings.catalogue();
    if (settings.has(Part.CATALOGUE) && catalogue.longText() == LongText.FIELD) {
      all.add(CustomField.wanted(Product.TYPE, catalogue.longTextField(), Sort.TEXT));
    }
    if (settings.has(Part.CATALOGUE)) {
      catalogue
          .features()
          .values()
          .forEach(code -> all.add(CustomField.wanted(Product.TYPE, code, Sort.LINE)));
    }
    return all;
  }

  /** Those that are certainly not there; which ones are, only an administrator's key is told. */
  List<CustomField> missing() {
    if (!isTold()) {
      return List.of();
    }
    List<String> there =
        dolibarr.dictionaries().customFields(Product.TYPE).stream().map(CustomField::code).toList();
    return all().stream().filter(each -> !there.contains(each.name())).toList();
  }

  /** What a person has to see to where the key cannot. */
  List<String> notes() {
    return isTold() || all().isEmpty()
        ? List.of()
        : List.of(
            "the key is no administrator's: see to it yourself that products have the extra fields "
                + all().stream().map(CustomField::name).toList()
                + ", under Setup, Modules, Products, Extra fields");
  }

  private boolean isTold() {
    Dictionaries dictionaries = dolibarr.dictionaries();
    return !(dictionaries instanceof DolibarrDictionaries told) || told.knowsExtras();
  }
}
