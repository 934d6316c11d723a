package dev.syncline.bitrix24;

import dev.syncline.testkit.contract.ConnectorContract;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Sample;
import java.util.List;

/** Bitrix24's proof, by an inbound webhook. */
class BitrixContractTest extends ConnectorContract {

  @Override
  protected ProvingGround ground() {
    return new BitrixGround();
  }

  @Override
  protected List<Sample> samples() {
    return BitrixSamples.all();
  }
}
