package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.DolibarrApi.Answer;
import dev.syncline.dolibarr.DolibarrErrors.Fault;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Exchange;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.PriceLevels;
import dev.syncline.dolibarr.codec.RefExt;
import dev.syncline.dolibarr.codec.Table.Encoded;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes, changes and removes what stands in the vendor's lists, one object a call, and what belongs
 * to it by further calls. Thread-safe.
 */
final class ObjectWrites {

  private static final String BARCODE = "barcode";
  private static final String NOTE = "note_private";

  private final Rooms rooms;
  private final Looks looks;
  private final NewDocuments births;
  private final Followers followers;
  private final VariantWrites variants;
  private final Endings endings;

  ObjectWrites(Rooms rooms, MediaSource otherSide, Looks looks) {
    this.rooms = rooms;
    this.looks = looks;
    this.variants = new VariantWrites(rooms.api(), rooms.combinations());
    this.births = new NewDocuments(rooms, looks);
    this.followers = new Followers(rooms, otherSide, looks);
    this.endings = new Endings(rooms, looks);
  }

  WriteResult create(Resource resource, Write.Create create, Deadline leaveBefore) {
    Entity wanted = create.wanted();
    askable(wanted);
    Terms terms = terms(resource, wanted, leaveBefore);
    if (resource == Resource.VARIANT) {
      return createVariant(create, terms, leaveBefore);
    }
    Encoded encoded = resource.table().write(wanted, null, terms);
    exchanged(wanted, encoded.document(), terms);
    ObjectNode priced = levelled(resource, encoded.document());
    ObjectNode document = births.complete(resource, create, priced, terms);
    Set<Field<?>> leftOut = new LinkedHashSet<>(encoded.leftOut());
    Answer answer = sent("POST", resource.path(), document, resource, leftOut, leaveBefore);
    encoded = encoded.leavingOut(leftOut);
    if (answer.refused().isPresent()) {
      if (answer.refused().get().isTakenExtraField()) {
        Optional<String> older = births.bySyncId(resource, create);
        if (older.isPresent()) {
          return new WriteResult.Exists(older.get());
        }
      }
      throw Refusing.of(answer.refused().get());
    }
    Optional<String> id = answer.made();
    return id.isEmpty()
        ? new WriteResult.Unknown()
        : followed(resource, id.get(), wanted, encoded, terms, leaveBefore);
  }

  /** A barcode stands on one product only: where it is taken, the rest is written without it. */
  private Answer sent(
      String method,
      String path,
      ObjectNode document,
      Resource resource,
      Set<Field<?>> leftOut,
      Deadline leaveBefore) {
    Lane lane = method.equals("POST") ? lane(resource) : resource.lane();
    Answer answer = rooms.api().write(method, path, document, leaveBefore, lane);
    boolean taken = answer.refused().filter(Fault::isTakenBarcode).isPresent();
    if (!taken || !document.has(BARCODE)) {
      return answer;
    }
    document.remove(List.of(BARCODE, BARCODE + "_type"));
    leftOut.add(resource == Resource.VARIANT ? Variant.BARCODES : Product.BARCODES);
    return rooms.api().write(method, path, document, leaveBefore, lane);
  }

  /** Codes of customers are numbered as documents are: without a lock. */
  private Lane lane(Resource resource) {
    return resource == Resource.CUSTOMER && rooms.settings().generatedCodes()
        ? Lane.SERIAL
        : resource.lane();
  }

  /** A code with a character that the input filter holds back could be stored and never found. */
  private static void askable(Entity says) {
    Marks.code(says)
        .flatMap(
            code ->
                RefExt.offending(code)
                    .map(
                        sign ->
                            Refusing.because(
                                Refusal.Code.INVALID,
                                "the character '"
                                    + sign
                                    + "' of the external code \""
                                    + code
                                    + "\" is not let through by Dolibarr's input filter; use letters, digits, _, - and ."
                                    + " only")))
        .ifPresent(
            refusing -> {
              throw refusing;
            });
  }

  private Terms terms(Resource resource, Entity says, Deadline leaveBefore) {
    Set<String> roles =
        linesOf(says).stream()
            .flatMap(line -> line.get(OrderLine.ROLE).stream())
            .filter(role -> !role.equals(OrderLine.GOODS))
            .collect(Collectors.toSet());
    if (!roles.isEmpty()) {
      rooms.dictionaries().services(roles, leaveBefore);
    }
    currencies(says);
    return rooms.terms(resource, FieldSet.of(says.fields()));
  }

  private void currencies(Entity says) {
    foreign(says).ifPresent(rooms.dictionaries()::currencies);
  }

  private Optional<String> foreign(Entity says) {
    return Exchange.currency(says.type())
        .flatMap(says::get)
        .filter(code -> !code.equals(company()));
  }

  private String company() {
    return rooms.dictionaries().plainTerms().currency();
  }

  /** Converted amounts say so in the note; without a rate nobody can tell what they are worth. */
  private void exchanged(Entity wanted, ObjectNode document, Terms terms) {
    Optional<String> foreign = foreign(wanted);
    if (foreign.isEmpty()) {
      return;
    }
    Exchange exchange =
        Exchange.of(wanted, terms)
            .orElseThrow(
                () ->
                    Refusing.because(
                        Refusal.Code.MISSING,
                        "Dolibarr does not know the currency "
                            + foreign.get()
                            + " and the document tells no rate; switch the module Multicurrency on"
                            + " and add the currency there"));
    if (!exchange.kept()) {
      exchange.note(document);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Entity> linesOf(Entity says) {
    return says.fields().stream()
        .flatMap(field -> says.get(field).stream())
        .filter(List.class::isInstance)
        .map(lines -> (List<Entity>) lines)
        .findFirst()
        .orElse(List.of());
  }

  private WriteResult createVariant(Write.Create create, Terms terms, Deadline leaveBefore) {
    Entity wanted = create.wanted();
    Optional<String> there = variants.child(wanted);
    String id = there.isPresent() ? there.get() : variants.make(wanted, leaveBefore);
    Encoded encoded = Resource.VARIANT.table().write(wanted, null, terms);
    ObjectNode document = kept("products/" + id, levelled(Resource.VARIANT, encoded.document()));
    document.put("ref_ext", Marks.of(create));
    Set<Field<?>> leftOut = new LinkedHashSet<>(encoded.leftOut());
    // A child takes over what its parent says: its own comes at once.
    try {
      births.called(Resource.VARIANT, document);
      sent("PUT", "products/" + id, document, Resource.VARIANT, leftOut, leaveBefore)
          .refused()
          .ifPresent(Documents::refuse);
    } catch (Refusing | ConnectorException unfinished) {
      return unfinished(Resource.VARIANT, id, wanted, leftOut, terms);
    }
    Encoded taken = encoded.leavingOut(leftOut);
    return followed(Resource.VARIANT, id, wanted, taken, terms, leaveBefore);
  }

  /** What belongs to what was made; whatever happens now, it was made. */
  private WriteResult followed(
      Resource resource,
      String id,
      Entity wanted,
      Encoded encoded,
      Terms terms,
      Deadline leaveBefore) {
    Set<Field<?>> leftOut = new LinkedHashSet<>(encoded.leftOut());
    try {
      boolean told = followers.born(resource, id, wanted, terms, leftOut, leaveBefore);
      if (!told && resource.table().foreseen(wanted, encoded, terms)) {
        return new WriteResult.Written(id, null, null, Set.copyOf(leftOut));
      }
    } catch (Refusing unfinished) {
      return unfinished.result() instanceof WriteResult.Unknown
          ? unfinished.result()
          : unfinished(resource, id, wanted, leftOut, terms);
    } catch (ConnectorException unfinished) {
      return unfinished(resource, id, wanted, leftOut, terms);
    }
    return held(resource, id, wanted, leftOut, terms);
  }

  /** What is there tells how far it came; the rest is wanted again at the next look. */
  private WriteResult unfinished(
      Resource resource, String id, Entity wanted, Set<Field<?>> leftOut, Terms terms) {
    WriteResult.Written written = new WriteResult.Written(id, null, null, Set.copyOf(leftOut));
    WriteResult.Written held = looks.read(resource, written, FieldSet.of(wanted.fields()), terms);
    if (held.holds() == null) {
      Set<Field<?>> unsure = new LinkedHashSet<>(leftOut);
      unsure.addAll(followers.fields(resource));
      unsure.retainAll(wanted.fields());
      return new WriteResult.Written(id, null, null, Set.copyOf(unsure));
    }
    return held;
  }

  private WriteResult held(
      Resource resource, String id, Entity wanted, Set<Field<?>> leftOut, Terms terms) {
    WriteResult.Written written = new WriteResult.Written(id, null, null, Set.copyOf(leftOut));
    return looks.held(resource, written, FieldSet.of(wanted.fields()), terms);
  }

  WriteResult update(Resource resource, Write.Update update, Deadline leaveBefore) {
    Entity delta = update.delta();
    Entity held = update.held();
    askable(delta);
    currencies(held);
    Terms terms = terms(resource, delta, leaveBefore);
    Encoded encoded = resource.table().write(delta, held, terms);
    Set<Field<?>> leftOut = new LinkedHashSet<>(encoded.leftOut());
    ObjectNode document = levelled(resource, encoded.document());
    document.remove("lines");
    if (document.has(NOTE)) {
      exchanged(held, document, terms);
    }
    boolean more = followers.before(resource, held, delta, terms, leftOut, leaveBefore);
    Optional<JsonNode> told = put(resource, held.id(), document, leftOut, leaveBefore);
    Followers.Done done = followers.after(resource, held, delta, terms, leftOut, leaveBefore);
    told = done.more() ? done.shown() : told;
    if (!more && told.isPresent()) {
      if (resource.isDocument()) {
        rooms.api().clock().written(told.get());
        rooms.drafts().made(resource, held.id(), told.get());
      }
      Entity holds = resource.table().read(told.get(), terms);
      return new WriteResult.Written(held.id(), null, holds, Set.copyOf(leftOut));
    }
    return more || done.more()
        ? held(resource, held.id(), delta, leftOut, terms)
        : new WriteResult.Written(held.id(), null, null, Set.copyOf(leftOut));
  }

  private Optional<JsonNode> put(
      Resource resource,
      String id,
      ObjectNode document,
      Set<Field<?>> leftOut,
      Deadline leaveBefore) {
    if (document.isEmpty()) {
      return Optional.empty();
    }
    births.called(resource, document);
    String path = resource.path() + "/" + id;
    Answer answer = sent("PUT", path, kept(path, document), resource, leftOut, leaveBefore);
    answer.refused().ifPresent(Documents::refuse);
    Optional<JsonNode> told =
        answer.told().filter(each -> Loose.id(each, "id").filter(id::equals).isPresent());
    told.filter(each -> resource.isGoods() && level() > 0)
        .ifPresent(each -> PriceLevels.show((ObjectNode) each, level()));
    return told;
  }

  private int level() {
    return rooms.settings().priceLevel();
  }

  /** The document with its price at the level that plans know, where there are levels. */
  private ObjectNode levelled(Resource resource, ObjectNode document) {
    if (!resource.isGoods() || level() == 0) {
      return document;
    }
    ObjectNode levelled = document.deepCopy();
    PriceLevels.say(levelled, level());
    return levelled;
  }

  /** A change of one level's price says what the others are. */
  private ObjectNode kept(String path, ObjectNode document) {
    if (level() > 0 && PriceLevels.says(document)) {
      rooms
          .api()
          .find(path, Map.of())
          .ifPresent(product -> PriceLevels.keepOthers(document, product));
    }
    return document;
  }

  WriteResult delete(Resource resource, Write.Delete delete, Deadline leaveBefore) {
    if (resource == Resource.VARIANT) {
      variants.detach(delete.held(), leaveBefore);
    }
    if (endings.isKept(resource, delete.held().id(), leaveBefore)) {
      return WriteResult.Written.of(delete.held().id());
    }
    String path = resource.path() + "/" + delete.held().id();
    Answer answer = rooms.api().write("DELETE", path, null, leaveBefore, resource.lane());
    answer.refused().ifPresent(Documents::refuse);
    return WriteResult.Written.of(delete.held().id());
  }

  WriteResult act(Resource resource, Write.Act act, Deadline leaveBefore) {
    return followers.act(resource, act, leaveBefore);
  }
}
