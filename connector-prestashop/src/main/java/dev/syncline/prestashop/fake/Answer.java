package dev.syncline.prestashop.fake;

import java.nio.charset.StandardCharsets;

/** What a request comes to, before headers: a status, a type (empty with an empty body), a body. */
record Answer(int status, String type, byte[] body) {

  static final String XML = "text/xml;charset=utf-8";
  static final String JSON = "application/json";

  static Answer text(int status, boolean json, String text) {
    return new Answer(status, json ? JSON : XML, text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer empty(int status) {
    return new Answer(status, "", new byte[0]);
  }

  static Answer image(byte[] bytes) {
    return new Answer(200, Multipart.imageType(bytes), bytes);
  }
}
