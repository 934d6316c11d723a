package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an event is about.
 *
 * @param type the element's name, such as {@code product}
 * @param id its id
 * @param label what the calendar names it by
 * @param thirdParty the third party it belongs to, 0 for none
 * @param json the whole object, as a webhook carries it
 * @param failure what the request answers if somebody vetoes it
 */
record Subject(
    String type, long id, String label, long thirdParty, ObjectNode json, String failure) {}
