package dev.syncline.internal.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Side;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.PhoneRules;
import dev.syncline.store.LinkRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final Prints PRINTS = new Prints(KEY, PhoneRules.digits());

  /** The reference implementation's vectors: key 00…0f, messages of 0 to 15 bytes 00, 01, 02, … */
  private static final long[] VECTORS = {
    0x726fdb47dd0e0e31L, 0x74f839c593dc67fdL, 0x0d6c8009d9a94f5aL, 0x85676696d7fb7e2dL,
    0xcf2794e0277187b7L, 0x18765564cd99a68dL, 0xcbc9466e58fee3ceL, 0xab0200f58b01d137L,
    0x93f5f5799a932462L, 0x9e0082df0ba9e4b0L, 0x7a5dbbc594ddb9f3L, 0xf4b32f46226bada7L,
    0x751e8fbc860ee5fbL, 0x14ea5627c0843d90L, 0xf723ca908e7af2eeL, 0xa129ca6149be45e5L
  };

  @Test
  void sipHashGivesThePublishedVectors() {
    byte[] key = new byte[16];
    byte[] message = new byte[VECTORS.length];
    for (int at = 0; at < 16; at++) {
      key[at] = (byte) at;
      message[at] = (byte) at;
    }
    for (int length = 0; length < VECTORS.length; length++) {
      assertThat(new SipHash(key).of(Arrays.copyOf(message, length)))
          .as("%d bytes", length)
          .isEqualTo(VECTORS[length]);
    }
  }

  @Test
  void anotherKeyGivesOtherPrints() {
    byte[] other = KEY.clone();
    other[15]++;
    assertThat(PRINTS.of(emails("a@x.org"), Customer.EMAILS))
        .isNotEqualTo(
            new Prints(other, PhoneRules.digits()).of(emails("a@x.org"), Customer.EMAILS));
  }

  @Test
  void aSetsPrintHasOneSortedNumberForEachElementWhateverTheirOrder() {
    Print print = PRINTS.of(emails("c@x.org", "A@x.org", "b@x.org", "a@X.org"), Customer.EMAILS);

    assertThat(print.elements()).hasSize(3).isSorted();
    assertThat(print.has(PRINTS.element("a@x.org"))).isTrue();
    assertThat(print.has(PRINTS.element("A@x.org"))).isFalse();
    assertThat(print)
        .isEqualTo(PRINTS.of(emails("b@x.org", "c@x.org", "a@x.org"), Customer.EMAILS));
  }

  @Test
  void aSetOfMoreThan256ElementsHasOneNumberThatStillTellsItApart() {
    assertThat(PRINTS.of(many(256), Customer.EMAILS).elements()).hasSize(256);
    Print large = PRINTS.of(many(257), Customer.EMAILS);
    assertThat(large.elements()).hasSize(1);
    assertThat(large).isEqualTo(PRINTS.of(many(257), Customer.EMAILS));
    assertThat(large).isNotEqualTo(PRINTS.of(many(258), Customer.EMAILS));
  }

  @Test
  void anEmptyFieldHasAnEmptyPrintThatIsNoTextsPrint() {
    Print empty = PRINTS.of(Entity.of(Customer.TYPE, "1").cleared(Customer.NAME), Customer.NAME);
    Print blank = PRINTS.of(Entity.of(Customer.TYPE, "1").with(Customer.NAME, ""), Customer.NAME);

    assertThat(empty.empty()).isTrue();
    assertThat(empty).isNotEqualTo(blank);
  }

  @Test
  void otherPhoneRulesMakePhonesIncomparableAndNothingElse() {
    PhoneRules other =
        new PhoneRules() {
          @Override
          public String normal(String raw) {
            return raw;
          }

          @Override
          public String version() {
            return "other";
          }
        };
    Entity customer =
        emails("a@x.org").with(Customer.PHONES, Set.of("79161234567")).with(Customer.NAME, "N");
    Prints changed = new Prints(KEY, other);

    assertThat(
            PRINTS.of(customer, Customer.PHONES).comparable(changed.of(customer, Customer.PHONES)))
        .isFalse();
    assertThat(PRINTS.of(customer, Customer.EMAILS))
        .isEqualTo(changed.of(customer, Customer.EMAILS));
    assertThat(PRINTS.of(customer, Customer.NAME)).isEqualTo(changed.of(customer, Customer.NAME));
  }

  @Test
  void aPrintTellsNothingInALog() {
    assertThat(PRINTS.of(emails("a@x.org"), Customer.EMAILS)).hasToString("Print[1]");
  }

  @Test
  void aLinkComesBackFromItsRowAsItWas() {
    UnitBase full =
        new UnitBase(
            PRINTS.of(many(256), Customer.EMAILS),
            PRINTS.of(emails(), Customer.EMAILS),
            null,
            PRINTS.of(emails("a@x.org"), Customer.EMAILS));
    LineBase line = new LineBase("строка 1", "", Map.of("quantity", UnitBase.of(null, null)));
    Base base =
        new Base(
            Map.of("emails", full, "имя", UnitBase.of(null, null)),
            Map.of("lines", List.of(line, new LineBase("", "r2", Map.of())), "none", List.of()));
    for (Link.State state : Link.State.values()) {
      for (Side origin : Side.values()) {
        Link link =
            new Link(
                "ключ",
                "CO_4",
                null,
                7,
                state,
                origin,
                3,
                "handle",
                null,
                Instant.ofEpochMilli(1_772_366_400_123L),
                Instant.EPOCH,
                base,
                Swings.NONE);
        LinkRow row = LinkBytes.row("plan", "flow", link);
        assertThat(LinkBytes.link(row)).isEqualTo(link);
        assertThat(row.leftId()).isEqualTo("CO_4");
        assertThat(row.revision()).isEqualTo(7);
      }
    }
  }

  @Test
  void aRowOfAForeignVersionIsRefusedByName() {
    LinkRow row = LinkBytes.row("plan", "flow", Link.of("k", Side.LEFT, "1", "2", 1));
    byte[] body = row.body().clone();
    body[0] = 99;
    LinkRow foreign = new LinkRow("plan", "flow", "k", "1", "2", 0, body);

    assertThatThrownBy(() -> LinkBytes.link(foreign))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the store holds version 99 of a row, this library knows 2");
  }

  @Test
  void aRowOfTheFirstVersionIsReadAsOneThatWasNotWrittenLately() {
    Link link = Link.of("k", Side.LEFT, "1", "2", 1);
    byte[] body = LinkBytes.row("plan", "flow", link).body();
    byte[] first = Arrays.copyOf(body, body.length - Short.BYTES);
    first[0] = 1;

    assertThat(LinkBytes.link(new LinkRow("plan", "flow", "k", "1", "2", 0, first)))
        .isEqualTo(link);
  }

  @Test
  void howAUnitWasWrittenLatelyIsKept() {
    Base agreed =
        new Base(
            Map.of("name", UnitBase.of(PRINTS.of(emails("a@x.org"), Customer.EMAILS), null)),
            Map.of());
    Instant now = Instant.ofEpochMilli(1_772_366_400_123L);
    Swings lately =
        Swings.NONE.with(Set.of("name"), Side.LEFT, Base.NONE, agreed, now, Instant.EPOCH);
    Link link = Link.of("k", Side.LEFT, "1", "2", 1).with(lately);

    assertThat(lately.all()).hasSize(1);
    assertThat(LinkBytes.link(LinkBytes.row("plan", "flow", link))).isEqualTo(link);
  }

  @Test
  void aTornRowIsRefused() {
    LinkRow row = LinkBytes.row("plan", "flow", Link.of("k", Side.LEFT, "1", "2", 1));
    byte[] torn = Arrays.copyOf(row.body(), row.body().length - 1);

    assertThatThrownBy(() -> LinkBytes.link(new LinkRow("plan", "flow", "k", "1", "2", 0, torn)))
        .hasMessage("the store holds a row that cannot be read");
  }

  @Test
  void noValueCanBeReadFromARow() {
    Entity customer = Entity.of(Customer.TYPE, "1").with(Customer.NAME, "Secretina");
    Base base =
        new Base(Map.of("name", UnitBase.of(PRINTS.of(customer, Customer.NAME), null)), Map.of());
    byte[] body =
        LinkBytes.row("plan", "flow", Link.of("k", Side.LEFT, "1", "2", 1).with(base)).body();

    assertThat(new String(body, StandardCharsets.ISO_8859_1))
        .contains("name")
        .doesNotContain("Secret");
  }

  private static Entity emails(String... emails) {
    return Entity.of(Customer.TYPE, "1").with(Customer.EMAILS, Set.of(emails));
  }

  private static Entity many(int count) {
    return Entity.of(Customer.TYPE, "1")
        .with(
            Customer.EMAILS,
            IntStream.range(0, count).mapToObj(at -> at + "@x.org").collect(Collectors.toSet()));
  }
}
