package dev.syncline.store;

import java.util.ArrayList;
import java.util.List;

/**
 * One atomic change of a store.
 *
 * @param fences leases that must be the newest of their resources
 * @param links links to put; each must still have its revision (0: must not exist) and gets the
 *     next one; removals come first, so an id may move from a removed link to a new one
 * @param removedLinks links to remove; each must still have its revision
 * @param entries entries to put, whether or not they exist
 * @param newEntries entries to put that must not exist
 * @param removedEntries entries to remove, by scope, kind and key; bodies are ignored
 * @param clearedNotices notices to remove, by plan and number
 * @param journal journal rows to add
 * @param erasedJournal journal rows to forget; what is added by the same update stays
 * @since 0.1
 */
public record StoreUpdate(
    List<Lease> fences,
    List<LinkRow> links,
    List<LinkRow> removedLinks,
    List<Entry> entries,
    List<Entry> newEntries,
    List<Entry> removedEntries,
    List<Notice> clearedNotices,
    List<JournalRow> journal,
    List<JournalErasure> erasedJournal) {

  /** Keeps its own copies. */
  public StoreUpdate {
    fences = List.copyOf(fences);
    links = List.copyOf(links);
    removedLinks = List.copyOf(removedLinks);
    entries = List.copyOf(entries);
    newEntries = List.copyOf(newEntries);
    removedEntries = List.copyOf(removedEntries);
    clearedNotices = List.copyOf(clearedNotices);
    journal = List.copyOf(journal);
    erasedJournal = List.copyOf(erasedJournal);
  }

  /** Collects an update under these leases. */
  public static Builder under(List<Lease> fences) {
    return new Builder(fences);
  }

  /** Whether it would change nothing. */
  public boolean isEmpty() {
    return links.isEmpty()
        && removedLinks.isEmpty()
        && entries.isEmpty()
        && newEntries.isEmpty()
        && removedEntries.isEmpty()
        && clearedNotices.isEmpty()
        && journal.isEmpty()
        && erasedJournal.isEmpty();
  }

  /** Collects an update. Not thread-safe. */
  public static final class Builder {

    private final List<Lease> fences;
    private final List<LinkRow> links = new ArrayList<>();
    private final List<LinkRow> removedLinks = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> newEntries = new ArrayList<>();
    private final List<Entry> removedEntries = new ArrayList<>();
    private final List<Notice> clearedNotices = new ArrayList<>();
    private final List<JournalRow> journal = new ArrayList<>();
    private final List<JournalErasure> erasedJournal = new ArrayList<>();

    private Builder(List<Lease> fences) {
      this.fences = fences;
    }

    /** See {@link StoreUpdate#links}. */
    public Builder put(LinkRow link) {
      links.add(link);
      return this;
    }

    /** See {@link StoreUpdate#removedLinks}. */
    public Builder remove(LinkRow link) {
      removedLinks.add(link);
      return this;
    }

    /** See {@link StoreUpdate#entries}. */
    public Builder put(Entry entry) {
      entries.add(entry);
      return this;
    }

    /** See {@link StoreUpdate#newEntries}. */
    public Builder putNew(Entry entry) {
      newEntries.add(entry);
      return this;
    }

    /** See {@link StoreUpdate#removedEntries}. */
    public Builder remove(Entry entry) {
      removedEntries.add(entry);
      return this;
    }

    /** See {@link StoreUpdate#clearedNotices}. */
    public Builder clear(Notice notice) {
      clearedNotices.add(notice);
      return this;
    }

    /** See {@link StoreUpdate#journal}. */
    public Builder journal(JournalRow row) {
      journal.add(row);
      return this;
    }

    /** See {@link StoreUpdate#erasedJournal}. */
    public Builder erase(JournalErasure rows) {
      erasedJournal.add(rows);
      return this;
    }

    /** The update. */
    public StoreUpdate build() {
      return new StoreUpdate(
          fences,
          links,
          removedLinks,
          entries,
          newEntries,
          removedEntries,
          clearedNotices,
          journal,
          erasedJournal);
    }
  }
}
