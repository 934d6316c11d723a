package dev.syncline.prestashop.fake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
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

  /** An image as the shop saves it: drawn again, so that its bytes are never those that came. */
  static byte[] savedAgain(byte[] bytes, String format) {
    try {
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes));
      if (read == null) {
        return bytes;
      }
      boolean jpeg = format.equals("jpeg") || Multipart.imageType(bytes).equals("image/jpeg");
      BufferedImage drawn =
          new BufferedImage(
              read.getWidth(),
              read.getHeight(),
              jpeg ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
      drawn.createGraphics().drawImage(read, 0, 0, null);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(drawn, jpeg ? "jpeg" : "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw Refusal.of(400, 76, "Image upload error : Image format not recognized");
    }
  }

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
