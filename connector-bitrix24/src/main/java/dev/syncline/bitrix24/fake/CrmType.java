package dev.syncline.bitrix24.fake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entity types of the universal CRM calls that this fake keeps, each with its table of fields.
 */
enum CrmType {
  DEAL(
      2,
      "D",
      "deal",
      "Deal",
      Kind.DEAL,
      "CRM_DEAL",
      """
      title TITLE string
      typeId TYPE_ID status list=DEAL_TYPE
      categoryId CATEGORY_ID category
      stageId STAGE_ID stage
      stageSemanticId STAGE_SEMANTIC_ID string ro
      isNew IS_NEW flag ro
      isRecurring IS_RECURRING flag ro
      isReturnCustomer IS_RETURN_CUSTOMER flag ro
      isRepeatedApproach IS_REPEATED_APPROACH flag ro
      closed CLOSED flag ro
      probability PROBABILITY integer
      leadId LEAD_ID link ro
      quoteId QUOTE_ID link
      companyId COMPANY_ID link
      contactId CONTACT_ID link
      contactIds CONTACT_IDS link* nofilter
      opportunity OPPORTUNITY double
      isManualOpportunity IS_MANUAL_OPPORTUNITY flag
      taxValue TAX_VALUE double ro
      currencyId CURRENCY_ID currency
      begindate BEGINDATE date
      closedate CLOSEDATE date
      comments COMMENTS text
      additionalInfo ADDITIONAL_INFO text
      locationId LOCATION_ID string
      sourceId SOURCE_ID status list=SOURCE
      sourceDescription SOURCE_DESCRIPTION text
      webformId WEBFORM_ID integer ro
      originatorId ORIGINATOR_ID string
      originId ORIGIN_ID string
      movedBy MOVED_BY_ID user ro
      movedTime MOVED_TIME datetime ro
      observers OBSERVERS user* nofilter
      parentId31 PARENT_ID_31 link
      """),
  CONTACT(
      3,
      "C",
      "contact",
      "Contact",
      Kind.CONTACT,
      "CRM_CONTACT",
      """
      honorific HONORIFIC status list=HONORIFIC
      name NAME string
      secondName SECOND_NAME string
      lastName LAST_NAME string
      photo PHOTO file nofilter
      birthdate BIRTHDATE date
      post POST string
      address ADDRESS string ro
      comments COMMENTS text
      typeId TYPE_ID status list=CONTACT_TYPE
      sourceId SOURCE_ID status list=SOURCE
      sourceDescription SOURCE_DESCRIPTION text
      leadId LEAD_ID link ro
      companyId COMPANY_ID link
      companyIds COMPANY_IDS link* nofilter
      categoryId CATEGORY_ID integer ro
      export EXPORT flag
      hasPhone HAS_PHONE flag ro
      hasEmail HAS_EMAIL flag ro
      hasImol HAS_IMOL flag ro
      originatorId ORIGINATOR_ID string
      originId ORIGIN_ID string
      originVersion ORIGIN_VERSION string
      webformId WEBFORM_ID integer ro
      observers OBSERVERS user* nofilter
      fm FM multifield nofilter
      """),
  COMPANY(
      4,
      "CO",
      "company",
      "Company",
      Kind.COMPANY,
      "CRM_COMPANY",
      """
      title TITLE string
      typeId COMPANY_TYPE status list=COMPANY_TYPE
      logo LOGO file nofilter
      industry INDUSTRY status list=INDUSTRY
      employees EMPLOYEES status list=EMPLOYEES
      revenue REVENUE double
      currencyId CURRENCY_ID currency
      isMyCompany IS_MY_COMPANY flag
      bankingDetails BANKING_DETAILS text
      comments COMMENTS text
      leadId LEAD_ID link ro
      contactIds CONTACT_ID link* nofilter
      categoryId CATEGORY_ID integer ro
      hasPhone HAS_PHONE flag ro
      hasEmail HAS_EMAIL flag ro
      hasImol HAS_IMOL flag ro
      originatorId ORIGINATOR_ID string
      originId ORIGIN_ID string
      originVersion ORIGIN_VERSION string
      webformId WEBFORM_ID integer ro
      observers OBSERVERS user* nofilter
      fm FM multifield nofilter
      """),
  INVOICE(
      31,
      "SI",
      "invoice",
      "Invoice",
      Kind.INVOICE,
      "CRM_SMART_INVOICE",
      """
      xmlId XML_ID string
      title TITLE string
      accountNumber ACCOUNT_NUMBER string
      categoryId CATEGORY_ID category
      stageId STAGE_ID stage
      previousStageId PREVIOUS_STAGE_ID string ro
      begindate BEGINDATE date
      closedate CLOSEDATE date
      companyId COMPANY_ID link
      contactId CONTACT_ID link
      contactIds CONTACT_IDS link* nofilter
      mycompanyId MYCOMPANY_ID link
      opportunity OPPORTUNITY double
      isManualOpportunity IS_MANUAL_OPPORTUNITY flag
      taxValue TAX_VALUE double ro
      currencyId CURRENCY_ID currency
      comments COMMENTS text
      sourceId SOURCE_ID status list=SOURCE
      sourceDescription SOURCE_DESCRIPTION text
      locationId LOCATION_ID string
      webformId WEBFORM_ID integer ro
      movedBy MOVED_BY user ro
      movedTime MOVED_TIME datetime ro
      observers OBSERVERS user* nofilter
      parentId2 PARENT_ID_2 link
      parentId7 PARENT_ID_7 link
      """);

  private static final String COMMON =
      """
      id ID integer ro
      createdTime DATE_CREATE datetime ro
      updatedTime DATE_MODIFY datetime ro
      createdBy CREATED_BY_ID user ro
      updatedBy MODIFY_BY_ID user ro
      assignedById ASSIGNED_BY_ID user
      opened OPENED flag
      lastActivityBy LAST_ACTIVITY_BY user ro
      lastActivityTime LAST_ACTIVITY_TIME datetime ro
      utmSource UTM_SOURCE string
      utmMedium UTM_MEDIUM string
      utmCampaign UTM_CAMPAIGN string
      utmContent UTM_CONTENT string
      utmTerm UTM_TERM string
      """;

  final int id;
  final String ownerType;
  final String method;
  final String title;
  final Kind kind;
  final String entityId;

  @SuppressWarnings("ImmutableEnumChecker")
  final List<Column> columns;

  CrmType(
      int id,
      String ownerType,
      String method,
      String title,
      Kind kind,
      String entityId,
      String lines) {
    this.id = id;
    this.ownerType = ownerType;
    this.method = method;
    this.title = title;
    this.kind = kind;
    this.entityId = entityId;
    List<Column> read = new ArrayList<>();
    (commonLines() + lines)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> read.add(Column.of(line)));
    this.columns = List.copyOf(read);
  }

  private static String commonLines() {
    return COMMON;
  }

  boolean staged() {
    return this == DEAL || this == INVOICE;
  }

  boolean person() {
    return this == CONTACT || this == COMPANY;
  }

  static CrmType of(Call call) {
    long wanted = call.needId("entityTypeId");
    for (CrmType each : values()) {
      if (each.id == wanted) {
        return each;
      }
    }
    if (wanted == 1 || wanted == 5 || wanted == 7) {
      throw Refusal.bad("ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported");
    }
    throw Refusal.noType();
  }

  static @Nullable CrmType owner(String ownerType) {
    for (CrmType each : values()) {
      if (each.ownerType.equals(ownerType)) {
        return each;
      }
    }
    return null;
  }
}
