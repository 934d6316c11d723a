package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.SyntheticLines;
import dev.syncline.mapping.Wanted.Halt;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.OrderLine;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Administrators;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What deals with their orders and invoices with theirs have in common. */
final class DocumentRules {

  private final BitrixMoySkladSettings settings;
  private final Function<Side, Dictionaries> dictionaries;
  private final Document document;
  private final CurrencyMap currencies;

  DocumentRules(
      BitrixMoySkladSettings settings,
      Function<Side, Dictionaries> dictionaries,
      Document document) {
    this.settings = settings;
    this.dictionaries = dictionaries;
    this.document = document;
    this.currencies = new CurrencyMap(settings.currencies(), dictionaries);
  }

  /** A flow in which only mapped stages take part. */
  Flow flow(Way way, EntityMapper rules, StartDay toMoySklad, StartDay toBitrix24) {
    Flow flow =
        Flow.of(document.type())
            .direction(way.direction()) // B-096
            .fields(rules)
            .onlyMapped(document.status()) // B-071, B-085
            .conflicts(Conflicts.ORIGIN) // B-009
            .gone(settings.gone().policy()); // B-007
    return Since.starting(flow, toMoySklad, toBitrix24); // B-098
  }

  /** The rules that both kinds share. */
  FieldRules rules(StageMap stages, EntityMapper rows) {
    FieldRules rules =
        FieldRules.of(document.type())
            .with(document.status(), document.status(), stages) // B-070, B-085
            .with(
                document.currency(),
                document.currency(),
                currencies,
                Direction.BOTH,
                When.CREATE_ONLY)
            .ref(document.customer())
            .lines(document.lines(), rows)
            .copy(document.comment())
            .compute(
                Side.RIGHT,
                document.organization(),
                Set.of(),
                each -> chosen(settings.organization(), Dictionaries.ORGANIZATION), // B-022
                When.CREATE_ONLY);
    return new FieldUses(settings).addedTo(responsible(rules), document.type());
  }

  /** A new document of Bitrix24 is called after that of MoySklad. */
  FieldRules titled(FieldRules rules, String beginning) {
    Field<String> number = document.number();
    return rules.compute(
        Side.LEFT,
        document.title(),
        Set.of(number),
        each -> Put.value((beginning + " " + each.source().get(number).orElse("")).strip()),
        When.CREATE_ONLY); // B-075, B-080
  }

  private FieldRules responsible(FieldRules rules) {
    boolean silent =
        settings.responsibles().isEmpty()
            && settings.administrators().equals(Administrators.ACTING);
    return silent
        ? rules // B-106
        : rules.with(
            document.responsible(),
            document.responsible(),
            new EmployeeMap(settings.responsibles(), settings.administrators(), dictionaries));
  }

  /** The entry chosen in the settings, or the first that is alive. */
  Put<String> chosen(@Nullable String code, String dictionary) {
    return Choice.of(code, dictionaries.apply(Side.RIGHT), dictionary)
        .map(Put::value)
        .orElseGet(() -> Put.skip(Reason.NOTHING_TO_CHOOSE.name()));
  }

  /** Why nothing of the document is transferred, if so. */
  Optional<Halt> halt(Mapping mapping) {
    Entity source = mapping.source();
    boolean free = hasFreeRow(source) || mapping.held().filter(this::hasFreeRow).isPresent();
    if (free && settings.freeRows() == FreeRows.SKIP) {
      return skip(Reason.FREE_ROW); // B-052
    }
    if (currency(mapping) instanceof Put.Skip<String> unmapped) {
      return Optional.of(new Halt(Halt.Kind.VETO, unmapped.reason())); // B-111
    }
    return mapping.target() == Side.RIGHT && lacks(source, document.customer())
        ? skip(Reason.NO_CUSTOMER)
        : Optional.empty();
  }

  private Put<String> currency(Mapping mapping) {
    String code = mapping.source().get(document.currency()).orElse(null);
    if (code == null) {
      return Put.empty();
    }
    return mapping.target() == Side.RIGHT
        ? currencies.toRight(code, Optional.empty())
        : currencies.toLeft(code, Optional.empty());
  }

  private boolean hasFreeRow(Entity each) {
    List<Entity> lines = each.get(document.lines()).orElse(List.of());
    return lines.stream()
        .anyMatch(
            line -> !line.has(OrderLine.ITEM) && SyntheticLines.role(line).isEmpty()); // B-083
  }

  private static boolean lacks(Entity entity, Field<?> field) {
    return entity.knows(field) && !entity.has(field);
  }

  static Optional<Halt> skip(Reason reason) {
    return Optional.of(new Halt(Halt.Kind.SKIP, reason.name()));
  }
}
