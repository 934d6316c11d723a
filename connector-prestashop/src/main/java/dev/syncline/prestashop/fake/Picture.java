package dev.syncline.prestashop.fake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Small pictures, no two numbers alike. */
final class Picture {

  private static final int EDGE = 4;
  private static final int COLOURS = 0xFFFFFF;
  private static final int STEP = 0x10B7;

  private Picture() {}

  static byte[] png(int number) {
    BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < EDGE; x++) {
      for (int y = 0; y < EDGE; y++) {
        image.setRGB(x, y, (number + 1) * STEP * (x + EDGE * y + 1) & COLOURS);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
