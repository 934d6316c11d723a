package dev.syncline.model;

/**
 * A bank account. Two are the same if number and bank code are: names of banks differ from vendor
 * to vendor.
 *
 * @param number the account's number, digits or IBAN
 * @param bankCode the bank's code (BIC); empty if not known
 * @param bank the bank's name; empty if not known
 * @param correspondent the bank's correspondent account; empty if not known
 * @since 0.1
 */
public record BankAccount(String number, String bankCode, String bank, String correspondent) {

  @Override
  public String toString() {
    return "BankAccount[…]";
  }
}
