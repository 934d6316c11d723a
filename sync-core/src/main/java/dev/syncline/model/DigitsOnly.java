package dev.syncline.model;

/** Compares phones by their digits and nothing else. */
enum DigitsOnly implements PhoneRules {
  INSTANCE;

  @Override
  public String normal(String raw) {
    StringBuilder digits = new StringBuilder(raw.length());
    for (int at = 0; at < raw.length(); at++) {
      char sign = raw.charAt(at);
      if (sign >= '0' && sign <= '9') {
        digits.append(sign);
      }
    }
    return digits.toString();
  }

  @Override
  public String version() {
    return "digits-1";
  }
}
