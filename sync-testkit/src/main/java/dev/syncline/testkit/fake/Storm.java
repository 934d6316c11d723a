package dev.syncline.testkit.fake;

/**
 * What stands before a system, or breaks in it, answers in its place: nothing of it is an answer.
 *
 * @since 0.1
 */
public enum Storm {
  /** Status 200 with a page of HTML. */
  PAGE,
  /** Status 302 to another host, with a page. */
  MOVED,
  /** Status 401 with a page of HTML. */
  LOGIN_PAGE,
  /** Status 503 with a page, and no word of when to come back. */
  DOWN,
  /** Status 503 with a page, for 7 seconds. */
  DOWN_FOR_A_WHILE,
  /** Status 200 with nothing. */
  EMPTY,
  /** The system's own answer, of which the end is missing. */
  CUT,
  /** The system's own answer, with the connection breaking off in its middle. */
  BROKEN_OFF,
  /** XML that grows to gigabytes if its entities are read. */
  ENTITY_BOMB,
  /** XML with an entity that names a file of the reader's machine. */
  OUTER_FILE,
  /** XML with an entity, and a document type, that name addresses of the server. */
  OUTER_ADDRESS,
  /** JSON a hundred thousand levels deep. */
  DEPTH,
  /** A body that does not end. */
  ENDLESS,
  /** A body of which a byte comes now and then. */
  TRICKLE
}
