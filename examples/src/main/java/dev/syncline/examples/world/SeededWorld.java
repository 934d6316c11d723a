package dev.syncline.examples.world;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trading company's two accounts before the first sync: a value that follows from {@link
 * WorldSize} and a seed alone.
 *
 * @param size how many of each kind
 * @param seed what everything followed from
 * @param sections the section tree; a parent comes before its children
 * @param goods products and services
 * @param clients persons and companies
 * @param deals deals, or orders, with their rows
 * @param invoices invoices, most of them of a deal
 * @since 0.1
 */
public record SeededWorld(
    WorldSize size,
    long seed,
    List<Section> sections,
    List<Good> goods,
    List<Client> clients,
    List<Deal> deals,
    List<Invoice> invoices) {

  /** Keeps its own copies. */
  public SeededWorld {
    sections = List.copyOf(sections);
    goods = List.copyOf(goods);
    clients = List.copyOf(clients);
    deals = List.copyOf(deals);
    invoices = List.copyOf(invoices);
  }

  /** A product section; {@code parent} is an index or -1, {@code depth} is 1 at the root. */
  public record Section(int no, Home home, String name, int parent, int depth) {}

  /**
   * A product or service.
   *
   * @param price in rubles
   * @param vat percent, or null for no tax
   * @param unit the OKEI code
   * @param section an index, or -1
   * @param emptyOn the side whose description is empty, where the other side's is not
   * @param dearerRight whether the price is another one on the right
   */
  public record Good(
      int no,
      Home home,
      String name,
      String sku,
      String description,
      BigDecimal price,
      @Nullable Integer vat,
      String unit,
      int section,
      boolean service,
      boolean archived,
      List<Variation> variations,
      @Nullable Home emptyOn,
      boolean dearerRight) {

    /** Keeps its own copy. */
    public Good {
      variations = List.copyOf(variations);
    }

    /** The tax rate. */
    public Optional<Integer> tax() {
      return Optional.ofNullable(vat);
    }

    /** The price on a side. */
    public BigDecimal price(Home side) {
      return dearerRight && side == Home.RIGHT ? price.add(BigDecimal.TEN) : price;
    }

    /** The description on a side. */
    public String description(Home side) {
      return emptyOn == side ? "" : description;
    }
  }

  /** A variation of a product. */
  public record Variation(String sku, String color, String size, BigDecimal price) {}

  /**
   * A person or a company.
   *
   * @param last the person's last name, or empty
   * @param title the company's name, or empty
   * @param phone one number, as a clerk types it
   * @param emptyOn the side whose comment is empty, where the other side's is not
   */
  public record Client(
      int no,
      Home home,
      boolean company,
      String last,
      String first,
      String middle,
      String title,
      String phone,
      String email,
      String comment,
      @Nullable Home emptyOn) {

    /** The comment on a side. */
    public String comment(Home side) {
      return emptyOn == side ? "" : comment;
    }

    /** How the client is called in lists. */
    public String fullName() {
      return company
          ? title
          : String.join(
              " ", List.of(last, first, middle).stream().filter(x -> !x.isEmpty()).toList());
    }
  }

  /**
   * A deal or order; it lives on one side only.
   *
   * @param stage an index into the demo's stages; the last one is not mapped
   */
  public record Deal(
      int no,
      Home home,
      int client,
      String title,
      String comment,
      int stage,
      LocalDate planned,
      List<Line> lines) {

    /** Keeps its own copy. */
    public Deal {
      lines = List.copyOf(lines);
    }
  }

  /**
   * An invoice of what a deal of its side sells, to the deal's client.
   *
   * @param deal an index
   * @param linked whether it says which deal it belongs to
   * @param stage an index into the demo's invoice stages; the last one is not mapped
   */
  public record Invoice(
      int no,
      Home home,
      int deal,
      boolean linked,
      String comment,
      int stage,
      LocalDate issued,
      LocalDate due) {}

  /**
   * A row.
   *
   * @param good an index
   * @param variation an index, or -1
   * @param price one unit before discount, with tax
   * @param discount percent
   * @param vat percent, or null for no tax
   */
  public record Line(
      int good,
      int variation,
      BigDecimal quantity,
      BigDecimal price,
      BigDecimal discount,
      @Nullable Integer vat) {}

  /** The section's path from the root, by names. */
  public String path(int section) {
    if (section < 0) {
      return "";
    }
    Section own = sections.get(section);
    return path(own.parent()) + "/" + own.name();
  }
}
