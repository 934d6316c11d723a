package dev.syncline.prestashop;

/** A version that takes whole entities only. */
class ClassicPrestaShopContractTest extends PrestaShopContractTest {

  @Override
  String shopVersion() {
    return "1.7.8.11";
  }

  @Override
  protected String variety() {
    return "classic";
  }
}
