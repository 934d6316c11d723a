package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields that people made, as the settings use them. */
final class FieldUses {

  /**
   * A field and the setting that names it.
   *
   * @param travels whether it is written, too
   */
  record Use(CustomField field, String setting, boolean travels) {

    boolean isOf(CustomField other) {
      return field.type().equals(other.type()) && field.name().equals(other.name());
    }
  }

  private final BitrixMoySkladSettings settings;

  FieldUses(BitrixMoySkladSettings settings) {
    this.settings = settings;
  }

  /** Those of Bitrix24. */
  List<Use> bitrix24() {
    List<Use> uses = pairs(Side.LEFT);
    String address = settings.deliveryAddress();
    if (address != null) {
      uses.add(
          new Use(CustomField.wanted(Order.TYPE, address, Sort.LINE), "deliveryAddress", true));
    }
    return uses;
  }

  /** Those of MoySklad, besides the ones that show ids. */
  List<Use> moysklad() {
    List<Use> uses = pairs(Side.RIGHT);
    String tick = settings.productFilter().tick();
    if (tick != null) {
      uses.add(
          new Use(CustomField.wanted(Product.TYPE, tick, Sort.BOOL), "productFilter.tick", false));
    }
    return uses;
  }

  private List<Use> pairs(Side side) {
    List<Use> uses = new ArrayList<>();
    for (int at = 0; at < settings.customFields().size(); at++) {
      CustomField field = settings.customFields().get(at).on(side);
      uses.add(new Use(field, "customFields[" + at + "]", true));
    }
    return uses;
  }

  /** The plan with everything that it cannot do without, of the types that it keeps in step. */
  SyncPlan.Builder neededBy(SyncPlan.Builder plan, Set<EntityType> types) {
    need(plan, Side.LEFT, bitrix24().stream().map(Use::field).toList(), types);
    need(plan, Side.RIGHT, moysklad().stream().map(Use::field).toList(), types);
    need(plan, Side.RIGHT, settings.identification().fields(), types); // B-035
    return plan;
  }

  /** The flow that marks its pairs, unless the field for it has another use, which is told. */
  Flow marking(Flow flow) {
    boolean taken =
        settings.identification().fields().stream()
            .filter(field -> field.type().equals(flow.type(Side.RIGHT)))
            .anyMatch(field -> moysklad().stream().anyMatch(use -> use.isOf(field)));
    return taken ? flow : settings.identification().marking(flow);
  }

  private static void need(
      SyncPlan.Builder plan, Side side, List<CustomField> fields, Set<EntityType> types) {
    fields.stream()
        .filter(field -> types.contains(field.type()))
        .distinct()
        .forEach(field -> plan.needs(side, field));
  }

  /** The rules of a type with its pairs of fields; of a field that is named twice, the first. */
  FieldRules addedTo(FieldRules rules, EntityType type) {
    Set<String> taken = new HashSet<>();
    if (type.equals(Order.TYPE)) {
      taken.add("left " + settings.deliveryAddress());
    }
    FieldRules all = rules;
    for (FieldPair pair : settings.customFields()) {
      boolean mine = pair.of().type().equals(type);
      if (mine && taken.add("left " + pair.bitrix24()) && taken.add("right " + pair.moysklad())) {
        all = pair.addedTo(all);
      }
    }
    return all;
  }
}
