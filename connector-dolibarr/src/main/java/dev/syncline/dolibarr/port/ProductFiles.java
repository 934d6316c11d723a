package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.TooLarge;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.model.Media;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The files beside products, by the addresses that this connector tells of them. Thread-safe.
 *
 * @since 0.1
 */
public final class ProductFiles implements MediaSource {

  /** What the answer has besides the file. */
  private static final int BESIDES = 4096;

  private static final String DOWNLOAD = "documents/download";

  private final DolibarrApi api;

  /** The files of an account. */
  public ProductFiles(DolibarrApi api) {
    this.api = api;
  }

  /** What the address of a file of a product begins with; its name follows, encoded. */
  static String at(DolibarrApi api, String ref) {
    return api.address(DOWNLOAD)
        + "?modulepart=product&original_file="
        + URLEncoder.encode(ref + "/", StandardCharsets.UTF_8);
  }

  @Override
  public Optional<byte[]> bytes(Media media, int atMost) {
    String ours = api.address(DOWNLOAD) + "?modulepart=product&original_file=";
    if (!media.url().startsWith(ours)) {
      return Optional.empty();
    }
    String file = URLDecoder.decode(media.url().substring(ours.length()), StandardCharsets.UTF_8);
    return content(file, atMost).filter(bytes -> bytes.length <= atMost);
  }

  private Optional<byte[]> content(String file, int atMost) {
    try {
      long room = BESIDES + atMost / 3 * 4L;
      return api.find(DOWNLOAD, Map.of("modulepart", "product", "original_file", file), room)
          .map(this::decoded);
    } catch (TooLarge larger) {
      return Optional.empty();
    }
  }

  private byte[] decoded(JsonNode answer) {
    try {
      return Base64.getMimeDecoder().decode(Loose.text(answer, "content").orElse(""));
    } catch (IllegalArgumentException broken) {
      throw new ProtocolBroken(api.account(), "GET " + DOWNLOAD, "expected a file in base64");
    }
  }
}
