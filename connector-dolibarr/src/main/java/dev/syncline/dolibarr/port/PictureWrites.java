package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Deadline;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.PictureSource;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Pictures;
import dev.syncline.http.Json;
import dev.syncline.model.Media;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts pictures among a product's files and removes those of ours that are not wanted any more;
 * what others put there is left alone. Thread-safe.
 */
final class PictureWrites {

  private static final int LARGEST = 4 << 20;
  private static final String PRODUCT = "product";

  private final Rooms rooms;

  PictureWrites(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Makes the files what they shall be; says whether all pictures were taken. */
  boolean make(String product, String ref, Set<Media> wanted, Deadline leaveBefore) {
    PictureSource source = rooms.settings().pictures();
    if (source == null) {
      return false;
    }
    Map<String, String> ours = ours(product);
    boolean all = true;
    List<Media> inOrder =
        wanted.stream().sorted((a, b) -> a.digest().compareTo(b.digest())).toList();
    for (Media picture : inOrder) {
      if (ours.remove(picture.digest()) == null) {
        all &= upload(source, ref, picture, leaveBefore);
      }
    }
    for (String name : ours.values()) {
      remove(ref, name, leaveBefore);
    }
    return all;
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

  private boolean upload(PictureSource source, String ref, Media picture, Deadline leaveBefore) {
    byte[] bytes = source.bytes(picture);
    Optional<String> name =
        Pictures.extension(bytes).flatMap(end -> Pictures.name(picture, false, end));
    if (name.isEmpty() || bytes.length > LARGEST) {
      return false;
    }
    ObjectNode body = Json.object();
    body.put("filename", name.get());
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
    return true;
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
