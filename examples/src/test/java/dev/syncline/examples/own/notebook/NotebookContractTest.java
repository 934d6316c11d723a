package dev.syncline.examples.own.notebook;

import dev.syncline.connector.Connector;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.contract.ConnectorContract;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Sample;
import dev.syncline.testkit.contract.Weather;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole proof of an own connector: a ground, and a sample of each of its types. */
class NotebookContractTest extends ConnectorContract {

  @Override
  protected ProvingGround ground() {
    return new Ground();
  }

  @Override
  protected List<Sample> samples() {
    return List.of(
        Sample.of(
                Customer.TYPE,
                (bench, n) ->
                    Entity.of(Customer.TYPE, "")
                        .with(Customer.NAME, "Customer " + n)
                        .with(Customer.EMAILS, Set.of("k" + n + "@example.com"))
                        .with(Customer.COMMENT, "drinks tea"))
            .neverEmpty(Customer.NAME)
            .refusedIf(customer -> customer.cleared(Customer.NAME))
            .foundBy(Customer.NAME)
            .foundBy(Customer.EMAILS));
  }

  private static final class Ground implements ProvingGround {

    private static final String PASSWORD = "open-sesame";
    private static final Map<Fault, NotebookFailed.Trouble> TROUBLES =
        Map.of(
            Fault.LOST_BEFORE, NotebookFailed.Trouble.CUT_BEFORE,
            Fault.LOST_AFTER, NotebookFailed.Trouble.CUT_AFTER,
            Fault.SERVER_ERROR, NotebookFailed.Trouble.CLOSED,
            Fault.QUOTA, NotebookFailed.Trouble.CLOSED);

    private final VirtualTime time = new VirtualTime();
    private final Notebook notebook = new Notebook(time, PASSWORD);
    private final Connector connector = connector(PASSWORD);

    private Connector connector(String password) {
      return new NotebookConnector("kitchen", notebook, password, time);
    }

    @Override
    public Connector connector() {
      return connector;
    }

    @Override
    public VirtualTime time() {
      return time;
    }

    @Override
    public Weather weather() {
      return new Weather() {
        @Override
        public boolean onNextWrite(Fault fault) {
          return next(true, fault);
        }

        @Override
        public boolean onNextRead(Fault fault) {
          return next(false, fault);
        }

        @Override
        public void land() {}
      };
    }

    private boolean next(boolean writing, Fault fault) {
      if (TROUBLES.containsKey(fault)) {
        notebook.trouble(writing, TROUBLES.get(fault));
      }
      return TROUBLES.containsKey(fault);
    }

    @Override
    public long arrived() {
      return notebook.calls();
    }

    @Override
    public Set<String> secrets() {
      return Set.of(PASSWORD);
    }

    @Override
    public Connector refused() {
      return connector("guessed");
    }

    @Override
    public String setting() {
      return "password";
    }

    @Override
    public int checkCost() {
      return 1;
    }

    @Override
    public int quietCost(String feed) {
      return 1;
    }

    @Override
    public int many(EntityType type) {
      return 2 * Notebook.PAGE + 1;
    }

    @Override
    public int batch() {
      return Notebook.PAGE;
    }

    @Override
    public Duration lag() {
      return Duration.ZERO;
    }

    @Override
    public void close() {}
  }
}
