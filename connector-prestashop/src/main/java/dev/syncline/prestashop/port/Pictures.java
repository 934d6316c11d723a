package dev.syncline.prestashop.port;

import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.MediaSource;
import dev.syncline.model.Media;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopImages;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the pictures of a new product behind it, one upload each: the webservice has no other way.
 */
final class Pictures {

  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

  private final PrestaShopApi api;
  private final PrestaShopImages images;
  private final MediaSource source;

  Pictures(PrestaShopApi api, PrestaShopImages images, MediaSource source) {
    this.api = api;
    this.images = images;
    this.source = source;
  }

  /**
   * Whether all of them are there. The shop's cover is the first, so they come in the order of
   * their addresses: where files are kept by name, the first one leads there, too.
   */
  boolean upload(String product, Set<Media> wanted, Deadline leaveBefore) {
    boolean all = true;
    for (Media each : wanted.stream().sorted(Comparator.comparing(Media::url)).toList()) {
      all &= uploaded(product, each, leaveBefore);
    }
    return all;
  }

  /** The product is there: a picture that does not come through spoils nothing of it. */
  private boolean uploaded(String product, Media media, Deadline leaveBefore) {
    try {
      Optional<byte[]> bytes = source.bytes(media, PrestaShopImages.LARGEST);
      return bytes.isPresent() && images.add(product, bytes.get(), leaveBefore).isPresent();
    } catch (ConnectorException failed) {
      LOG.warn(
          "{}: a picture of product {} was not uploaded: {}",
          api.account(),
          product,
          failed.call());
      return false;
    }
  }
}
