package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Located;
import dev.syncline.connector.Quota;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.memory.MemoryConnector;
import java.util.List;
import java.util.Set;

/** A made-up system with the name and the dictionaries of a real one. */
record Posing(Shop shop, MemoryConnector records) implements Connector {

  @Override
  public Account account() {
    return shop.account();
  }

  @Override
  public Dictionaries dictionaries() {
    return new Dictionaries() {
      @Override
      public Set<String> names() {
        return shop.dictionaries().names();
      }

      @Override
      public List<Code> codes(String dictionary) {
        return shop.dictionaries().codes(dictionary);
      }

      @Override
      public List<CustomField> customFields(EntityType type) {
        return records.dictionaries().customFields(type);
      }

      @Override
      public CustomField create(CustomField wanted) {
        return records.dictionaries().create(wanted);
      }
    };
  }

  @Override
  public ConnectionCheck check() {
    return records.check();
  }

  @Override
  public Set<EntityType> entityTypes() {
    return records.entityTypes();
  }

  @Override
  public EntityPort port(EntityType type) {
    return records.port(type);
  }

  @Override
  public List<Feed> feeds() {
    return records.feeds();
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return records.pack(writes);
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    return records.write(writes, leaveBefore);
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return records.locate(creates);
  }

  @Override
  public Quota quota() {
    return records.quota();
  }

  @Override
  public long requests() {
    return records.requests();
  }

  @Override
  public void close() {
    records.close();
  }
}
