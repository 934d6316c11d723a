package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the portal describes its fields. */
final class FieldViews {

  private FieldViews() {}

  /** A field of a CRM type: one that an administrator made is shown as it was made. */
  static ObjectNode of(Column column, Portal portal, CrmType type) {
    ObjectNode view = of(column, portal);
    if (!column.custom()) {
      return view;
    }
    for (ObjectNode each : portal.of(Kind.USER_FIELD).with("ENTITY_ID", type.entityId)) {
      if (each.path("FIELD_NAME").asText().equals(column.name())) {
        view.put("type", each.path("USER_TYPE_ID").asText());
        view.put("title", title(each));
        view.set("settings", each.path("SETTINGS"));
        if (each.has("LIST")) {
          view.set("items", each.get("LIST"));
        }
      }
    }
    return view;
  }

  /** In the language of the acting user, which is English here; without a label, the code. */
  private static String title(ObjectNode field) {
    for (String label : new String[] {"EDIT_FORM_LABEL", "LIST_COLUMN_LABEL"}) {
      String text = field.path(label).path("en").asText("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return field.path("FIELD_NAME").asText();
  }

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
