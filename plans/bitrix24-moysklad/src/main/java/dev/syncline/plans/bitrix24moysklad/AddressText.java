package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Put;
import dev.syncline.model.Address;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An address as one line of text, where a system has no more for it. */
final class AddressText implements Lens<String, Address> {

  @Override
  public Put<Address> toRight(String text, Optional<Address> held) {
    return Put.value(
        held.filter(address -> line(address).equals(text.strip()))
            .orElseGet(() -> new Address("", "", "", "", "", text.strip())));
  }

  @Override
  public Put<String> toLeft(Address address, Optional<String> held) {
    return Put.value(line(address));
  }

  private static String line(Address address) {
    return Stream.of(
            address.postalCode(),
            address.country(),
            address.region(),
            address.city(),
            address.street(),
            address.rest())
        .filter(part -> !part.isBlank())
        .map(String::strip)
        .collect(Collectors.joining(", "));
  }
}
