package dev.syncline.testkit.contract;

import dev.syncline.connector.Connector;
import dev.syncline.testkit.ForwardingConnector;

/** A good connector, to be bent in one respect. */
class BentConnector extends ForwardingConnector {

  BentConnector(Connector good) {
    super(good);
  }

  @Override
  public void close() {
    behind().close();
  }
}
