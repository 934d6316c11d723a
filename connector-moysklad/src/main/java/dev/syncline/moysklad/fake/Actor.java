package dev.syncline.moysklad.fake;

import java.util.List;

/**
 * Who does something.
 *
 * @param employee the employee
 * @param uid the login
 * @param admin whether rights of an administrator go with it
 * @param source {@code jsonapi}, or {@code app} for the user interface
 * @param mutedPrefixes webhooks whose address begins so are not told of it
 */
record Actor(Doc employee, String uid, boolean admin, String source, List<String> mutedPrefixes) {

  Actor muting(List<String> prefixes) {
    return new Actor(employee, uid, admin, source, prefixes);
  }

  void needAdmin(int code, String text) {
    if (!admin) {
      throw ApiError.of(403, code, text);
    }
  }
}
