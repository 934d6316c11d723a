package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.connector.Account;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.Dictionaries;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.ForwardingConnector;
import dev.syncline.testkit.memory.MemoryConnector;
import java.util.List;
import java.util.Set;

/** A made-up system with the name and the dictionaries of a real one. */
final class Posing extends ForwardingConnector {

  private final Shop shop;

  Posing(Shop shop, MemoryConnector records) {
    super(records);
    this.shop = shop;
  }

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
        return behind().dictionaries().customFields(type);
      }

      @Override
      public CustomField create(CustomField wanted) {
        return behind().dictionaries().create(wanted);
      }
    };
  }
}
