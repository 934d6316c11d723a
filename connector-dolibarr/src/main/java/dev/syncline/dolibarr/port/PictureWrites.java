package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Pictures;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Media;
import dev.syncline.model.Product;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts pictures among a product's files and removes those of ours that are not wanted any more;
 * what others put there is left alone. Thread-safe.
 */
final class PictureWrites {

  private static final Logger LOG = LoggerFactory.getLogger(PictureWrites.class);
  private static final String PRODUCT = "product";

  private final Rooms rooms;
  private final MediaSource source;
  private final MediaSource own;

  PictureWrites(Rooms rooms, MediaSource otherSide) {
    MediaSource set = rooms.settings().pictures();
    this.rooms = rooms;
    this.source = set == null ? otherSide : set;
    this.own = new ProductFiles(rooms.api());
  }

  /**
   * Makes the files what they shall be; says whether all pictures were taken.
   *
   * @param says all pictures, or which of them is the cover, or both
   * @throws Refusing behind all others, if one cannot be had now: it is looked at again later
   */
  boolean make(
      String product, String ref, Entity says, Field<Set<Media>> images, Deadline leaveBefore) {
    if (!rooms.picturesOn()) {
      return false;
    }
    Map<String, String> ours = ours(product);
    Map<String, Media> wanted = wanted(ref, says, images, ours);
    Optional<String> cover = cover(says, ours);
    boolean all = true;
    boolean late = false;
    for (Map.Entry<String, Media> each : wanted.entrySet()) {
      boolean main = cover.filter(each.getKey()::equals).isPresent();
      String there = ours.get(each.getKey());
      try {
        if (there == null) {
          all &= upload(source, ref, each.getValue(), main, leaveBefore);
        } else if (Pictures.isMain(there) == main) {
          ours.remove(each.getKey());
        } else {
          all &= upload(own, ref, address(ref, there, each.getKey()), main, leaveBefore);
        }
      } catch (NotNow stays) {
        late = true;
        ours.remove(each.getKey());
      }
    }
    for (String name : ours.values()) {
      remove(ref, name, leaveBefore);
    }
    if (late) {
      throw new Refusing(new WriteResult.Unknown());
    }
    return all;
  }

  /** A file cannot be had now, which says nothing of the account that is written to. */
  private static final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    NotNow() {
      super("not now", null, false, false);
    }
  }

  /** By digest, in one order whatever the order of the set. */
  private Map<String, Media> wanted(
      String ref, Entity says, Field<Set<Media>> images, Map<String, String> ours) {
    Map<String, Media> wanted = new TreeMap<>();
    if (says.knows(images)) {
      says.get(images).orElse(Set.of()).forEach(each -> wanted.put(each.digest(), each));
    } else {
      ours.forEach((digest, name) -> wanted.put(digest, address(ref, name, digest)));
    }
    says.get(Product.IMAGE).ifPresent(each -> wanted.putIfAbsent(each.digest(), each));
    return wanted;
  }

  private static Optional<String> cover(Entity says, Map<String, String> ours) {
    return says.knows(Product.IMAGE)
        ? says.get(Product.IMAGE).map(Media::digest)
        : ours.entrySet().stream()
            .filter(each -> Pictures.isMain(each.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  private Media address(String ref, String name, String digest) {
    return new Media(
        ProductFiles.at(rooms.api(), ref) + URLEncoder.encode(name, StandardCharsets.UTF_8),
        digest);
  }

  private Map<String, String> ours(String product) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> query = Map.of("modulepart", PRODUCT, "id", product);
    for (var file : rooms.api().list("documents", query)) {
      Loose.text(file, "relativename")
          .ifPresent(name -> Pictures.digest(name).ifPresent(digest -> names.put(digest, name)));
    }
    return names;
  }

  private boolean upload(
      MediaSource from, String ref, Media picture, boolean main, Deadline leaveBefore)
      throws NotNow {
    Optional<byte[]> bytes = fetched(from, ref, picture);
    Optional<String> name =
        bytes.flatMap(Pictures::extension).flatMap(end -> Pictures.name(picture, main, end));
    if (name.isEmpty()) {
      return false;
    }
    put(ref, name.get(), bytes.orElseThrow(), leaveBefore);
    return true;
  }

  private Optional<byte[]> fetched(MediaSource from, String ref, Media picture) throws NotNow {
    try {
      return from.bytes(picture, rooms.settings().largestPicture());
    } catch (ConnectorException notNow) {
      LOG.warn(
          "{}: a picture of product {} does not come now: {}",
          rooms.api().account(),
          ref,
          notNow.call());
      throw new NotNow();
    }
  }

  private void put(String ref, String name, byte[] bytes, Deadline leaveBefore) {
    ObjectNode body = Json.object();
    body.put("filename", name);
    body.put("modulepart", PRODUCT);
    body.put("ref", ref);
    body.put("subdir", "");
    body.put("filecontent", Base64.getEncoder().encodeToString(bytes));
    body.put("fileencoding", "base64");
    body.put("overwriteifexists", 0);
    body.put("createdirifnotexists", 1);
    rooms
        .api()
        .write("POST", "documents/upload", body, leaveBefore, Lane.WRITE)
        .refused()
        .filter(fault -> !fault.text().contains("already exists"))
        .ifPresent(Documents::refuse);
  }

  private void remove(String ref, String name, Deadline leaveBefore) {
    Map<String, String> query = Map.of("modulepart", PRODUCT, "original_file", ref + "/" + name);
    rooms
        .api()
        .write("DELETE", "documents", query, null, leaveBefore, Lane.WRITE)
        .refused()
        .filter(fault -> fault.status() != 404)
        .ifPresent(Documents::refuse);
  }
}
