package dev.syncline.dolibarr.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MediaSource;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.DolibarrDictionaries;
import dev.syncline.dolibarr.codec.Terms;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ports, the feeds and the writer of one account share.
 *
 * @since 0.1
 */
public final class Rooms {

  private final DolibarrApi api;
  private final DolibarrDictionaries dictionaries;
  private final Settings settings;
  private final Memberships memberships;
  private final Combinations combinations;
  private final Drafts drafts;
  private volatile boolean listsPayments = true;

  /**
   * What the account is set to.
   *
   * @param warehouse the warehouse whose stock counts; empty for all of them
   * @param virtualStock whether stock is what is left once every open order is delivered
   * @param variants whether the variants module is used
   * @param contacts whether contacts of orders are read
   * @param carriesPictures whether pictures are read and written
   * @param pictures where they are fetched from in place of the other side; null if from there
   * @param largestPicture how many bytes a picture may have
   * @param caller how our writes name themselves
   * @param movementPrefix what codes of our movements begin with
   * @param settleTime how long an unanswered write may still land
   * @param overlap how far back a poll looks again
   * @param generatedCodes whether the vendor gives customers their codes
   * @param syncId whether creates carry a unique extra field
   * @param priceLevel the level whose price plans know; 0 if products have one price
   * @param writes how many writes of products and third parties go at once
   */
  public record Settings(
      Optional<String> warehouse,
      boolean virtualStock,
      boolean variants,
      boolean contacts,
      boolean carriesPictures,
      @Nullable MediaSource pictures,
      int largestPicture,
      String caller,
      String movementPrefix,
      Duration settleTime,
      Duration overlap,
      boolean generatedCodes,
      boolean syncId,
      int priceLevel,
      int writes) {}

  /** The rooms of one account. */
  public Rooms(DolibarrApi api, DolibarrDictionaries dictionaries, Settings settings) {
    this.api = api;
    this.dictionaries = dictionaries;
    this.settings = settings;
    this.memberships = new Memberships(api);
    this.combinations = new Combinations(api);
    this.drafts = new Drafts(api.clock());
  }

  DolibarrApi api() {
    return api;
  }

  DolibarrDictionaries dictionaries() {
    return dictionaries;
  }

  Settings settings() {
    return settings;
  }

  Memberships memberships() {
    return memberships;
  }

  Combinations combinations() {
    return combinations;
  }

  Drafts drafts() {
    return drafts;
  }

  /** Whether the vendor may have a list of all payments: versions before 23 have none. */
  boolean listsPayments() {
    return listsPayments;
  }

  /** There is no list of all payments. */
  void listsNoPayments() {
    listsPayments = false;
  }

  boolean variantsOn() {
    return settings.variants();
  }

  boolean picturesOn() {
    return settings.carriesPictures();
  }

  boolean contactsOn() {
    return settings.contacts();
  }

  /** What a codec needs to read or write these fields of a list. */
  Terms terms(Resource resource, FieldSet wanted) {
    Terms terms = dictionaries.terms(resource, wanted);
    Set<String> children = settings.variants() ? combinations.children() : Set.of();
    return terms.with(dictionaries.services(), children);
  }
}
