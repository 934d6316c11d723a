package dev.syncline.bitrix24;

import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.model.Invoice;
import dev.syncline.testkit.contract.ConnectorContract;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Sample;
import java.util.List;

/** The proof of an old portal's invoices. */
class BitrixClassicContractTest extends ConnectorContract {

  @Override
  protected ProvingGround ground() {
    return new BitrixGround(FakeBitrix24.Builder::classicInvoices);
  }

  @Override
  protected List<Sample> samples() {
    return List.of(BitrixCustomers.classicInvoice());
  }

  @Override
  protected List<Sample> provenElsewhere() {
    return BitrixSamples.but(Invoice.TYPE);
  }

  @Override
  protected String variety() {
    return "classic";
  }
}
