package dev.syncline.bitrix24;

import dev.syncline.connector.ConnectionCheck.Problem;
import dev.syncline.connector.Dictionaries.Code;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link BitrixCheck} found of a portal. Immutable.
 *
 * @param userId the acting user
 * @param problems what is missing
 * @param dictionaries codes by dictionary
 * @param productBlock the block of products and services, or 0
 * @param offersBlock the block of variants, or 0
 * @param linkProperty the property that ties a variant to its product, or 0
 * @param properties all properties of both blocks
 * @param vats rates by id
 * @param measures OKEI codes by id
 * @param basePriceType the price type that rows of deals use, or 0
 * @param invoices how invoices are kept
 * @param presets the templates of requisites
 */
record Known(
    long userId,
    List<Problem> problems,
    Map<String, List<Code>> dictionaries,
    long productBlock,
    long offersBlock,
    long linkProperty,
    List<BitrixOptions.Property> properties,
    Map<Long, Optional<BigDecimal>> vats,
    Map<Long, String> measures,
    long basePriceType,
    BitrixInvoices invoices,
    BitrixPresets presets) {}
