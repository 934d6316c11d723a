package dev.syncline;

/**
 * What becomes of the counterpart of an entity that is certainly gone: a feed, a webhook or a
 * complete enumeration only says that it may be, and a read of that very id decides.
 *
 * <p>Where the flow does not go to the counterpart's side, or that side cannot do what is asked,
 * the pair is unlinked. How many may end in one run without a person is up to the flow's {@link
 * Brake}.
 *
 * @since 0.1
 */
public enum Gone {
  /**
   * It stays, and so does the link: what is restored goes on as if it had never been away, and
   * until then nothing travels.
   */
  IGNORE,
  /**
   * It stays; the link is detached and it is reported. Nothing is made again by itself, not even if
   * the one that was gone is restored under its old id.
   */
  UNLINK,
  /** It is marked as archived, as {@link Flow#goneArchives} says; the link is detached. */
  ARCHIVE,
  /** It is removed too; where a vendor refuses that, it is a named failure and tried again. */
  DELETE,
  /**
   * It is removed too; where a vendor refuses that because it is in use, it is archived as {@link
   * Flow#goneArchives} says, or stays, and the link is detached.
   */
  DELETE_UNLESS_USED,
  /**
   * It is removed too, and before it every companion that the plan made for it; if one of them is
   * refused, it stays until that is mended.
   */
  DELETE_WITH_FOLLOWERS
}
