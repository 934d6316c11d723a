package dev.syncline.bitrix24;

import dev.syncline.model.Order;
import dev.syncline.testkit.contract.ConnectorContract;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Sample;
import java.util.List;

/** The proof of an installed application: its webhooks, and deals with the queue of events. */
class BitrixAppContractTest extends ConnectorContract {

  @Override
  protected ProvingGround ground() {
    return new BitrixAppGround();
  }

  @Override
  protected List<Sample> samples() {
    return List.of(BitrixSamples.deal());
  }

  @Override
  protected List<Sample> provenElsewhere() {
    return BitrixSamples.but(Order.TYPE);
  }

  @Override
  protected String variety() {
    return "application";
  }
}
