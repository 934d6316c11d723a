package dev.syncline.testkit.contract;

import java.util.List;

/** The made-up system keeps the contract that it is to teach. */
class MemoryContractTest extends ConnectorContract {

  @Override
  protected ProvingGround ground() {
    return new MemoryGround();
  }

  @Override
  protected List<Sample> samples() {
    return MemoryGround.samples();
  }
}
