package dev.syncline.plans.bitrix24moysklad;

import static dev.syncline.model.Order.CONTACT;
import static dev.syncline.model.Order.CUSTOMER;

import dev.syncline.Side;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Orders whose customer comes with the person to talk to. MoySklad's orders have no room for that
 * person, who belongs to the customer there; so the customer of an order is there once the person
 * is.
 */
record WithPerson(EntityMapper rules) implements EntityMapper {

  @Override
  public List<Unit> units() {
    return rules.units();
  }

  @Override
  public Set<Field<?>> reads(Side side) {
    return rules.reads(side);
  }

  @Override
  public Wanted map(Mapping mapping) {
    Wanted wanted = rules.map(mapping);
    Optional<Ref> person = mapping.source().get(CONTACT);
    boolean missing =
        mapping.target() == Side.RIGHT
            && person.isPresent()
            && mapping.counterpart(person.get()).isEmpty();
    return missing ? wanted.with(CUSTOMER.name(), new Put.Wait<>(person.get())) : wanted; // B-066
  }
}
