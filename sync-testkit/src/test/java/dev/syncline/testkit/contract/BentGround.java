package dev.syncline.testkit.contract;

import dev.syncline.connector.Connector;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The made-up system with a bent connector in front of it. */
record BentGround(MemoryGround good, Connector connector, Optional<Hooks> hooks)
    implements ProvingGround {

  @Override
  public VirtualTime time() {
    return good.time();
  }

  @Override
  public Weather weather() {
    return good.weather();
  }

  @Override
  public long arrived() {
    return good.arrived();
  }

  @Override
  public Set<String> secrets() {
    return Set.of(ContractFindsTest.SECRET);
  }

  @Override
  public Connector refused() {
    return connector;
  }

  @Override
  public String setting() {
    return "password";
  }

  @Override
  public int checkCost() {
    return good.checkCost();
  }

  @Override
  public int quietCost(String feed) {
    return good.quietCost(feed);
  }

  @Override
  public int many(EntityType type) {
    return good.many(type);
  }

  @Override
  public int batch() {
    return good.batch();
  }

  @Override
  public Duration lag() {
    return good.lag();
  }

  @Override
  public void close() {
    good.close();
  }
}
