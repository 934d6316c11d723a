package dev.syncline.dolibarr;

import dev.syncline.model.Media;

/**
 * Fetches pictures from wherever they are: the other system knows how to get its own.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PictureSource {

  /**
   * The bytes of a picture.
   *
   * @throws dev.syncline.connector.ConnectorException if it cannot be had now
   */
  byte[] bytes(Media picture);
}
