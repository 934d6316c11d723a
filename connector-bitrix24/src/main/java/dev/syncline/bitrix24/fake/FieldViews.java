package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the portal describes its fields. */
final class FieldViews {

  private FieldViews() {}

  static ObjectNode of(Column column, Portal portal) {
    ObjectNode view =
        Php.NODES
            .objectNode()
            .put("type", type(column))
            .put("isRequired", false)
            .put("isReadOnly", column.readOnly())
            .put("isImmutable", false)
            .put("isMultiple", column.multiple())
            .put("isDynamic", column.custom())
            .put("title", column.name())
            .put("upperName", column.upper());
    if (column.list() != null) {
      view.put("statusType", column.list());
    }
    if (column.custom()) {
      for (ObjectNode each : portal.of(Kind.USER_FIELD).all()) {
        if (each.path("FIELD_NAME").asText().equals(column.name()) && each.has("LIST")) {
          view.set("items", each.get("LIST"));
        }
      }
    }
    return view;
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case FLAG -> "char";
      case UF_FLAG -> "boolean";
      case STATUS, STAGE -> "crm_status";
      case CATEGORY -> "crm_category";
      case CURRENCY -> "crm_currency";
      case MULTIFIELD -> "crm_multifield";
      case LINK ->
          column.name().startsWith("company")
              ? "crm_company"
              : column.name().startsWith("contact") ? "crm_contact" : "crm_entity";
      default -> column.type().name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
