package dev.syncline.internal.run;

import dev.syncline.EngineRuntime;
import dev.syncline.Flow;
import dev.syncline.Installation;
import dev.syncline.PlanProblem;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookPort.Subscription;
import dev.syncline.model.EntityType;
import dev.syncline.store.LinkStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a plan needs in its two accounts. One at a time for each account, whoever presses:
 * vendors do not guard fields against twins. Thread-safe.
 */
public final class Installer {

  private static final Duration LONGEST_CALL = Duration.ofMinutes(2);
  private static final Duration BETWEEN_ASKS = Duration.ofSeconds(1);
  private static final String FAILED = "INSTALL_FAILED";

  private final LinkStore store;
  private final EngineRuntime runtime;
  private final Patience patience;

  /** Keeps nothing in the store but who is at work. */
  public Installer(LinkStore store, EngineRuntime runtime) {
    this.store = store;
    this.runtime = runtime;
    this.patience = new Patience(runtime);
  }

  /** Makes fields and subscriptions; what one side cannot do keeps nothing from the other. */
  public Installation install(SyncPlan plan, Map<Side, URI> hooks, String id) {
    hooks.values().forEach(Installer::absolute);
    Ledger ledger = new Ledger(store, plan.name(), id, runtime::now, LONGEST_CALL);
    while (!ledger.lease(resources(plan))) {
      patience.sleep(BETWEEN_ASKS);
    }
    QuotaWindows.read(store, plan);
    try {
      Report report = new Report();
      for (Side side : Side.values()) {
        new OneSide(plan, side, ledger, report).install(hooks.get(side));
      }
      return new Installation(
          plan.name(), report.made, report.there, report.hooks, report.problems);
    } finally {
      ledger.release();
    }
  }

  private static void absolute(URI address) {
    if (!address.isAbsolute() || address.getHost() == null) {
      throw new IllegalArgumentException(
          "webhooks need an absolute address that the vendor reaches, not " + address.getPath());
    }
  }

  private static List<String> resources(SyncPlan plan) {
    return List.of(Side.LEFT, Side.RIGHT).stream()
        .map(side -> plan.connector(side).account())
        .sorted()
        .distinct()
        .map(account -> "install:" + account.key())
        .toList();
  }

  private static final class Report {
    final Map<Side, List<CustomField>> made = new EnumMap<>(Side.class);
    final Map<Side, List<CustomField>> there = new EnumMap<>(Side.class);
    final Map<Side, List<Subscription>> hooks = new EnumMap<>(Side.class);
    final List<PlanProblem> problems = new ArrayList<>();
  }

  private final class OneSide {
    private final SyncPlan plan;
    private final Side side;
    private final Connector connector;
    private final Ledger ledger;
    private final Report report;

    OneSide(SyncPlan plan, Side side, Ledger ledger, Report report) {
      this.plan = plan;
      this.side = side;
      this.connector = plan.connector(side);
      this.ledger = ledger;
      this.report = report;
    }

    void install(@Nullable URI hook) {
      boolean asked = !plan.needs(side).isEmpty() || hook != null;
      ConnectionCheck check = asked ? tried("connection", connector::check) : null;
      if (check == null) {
        return;
      }
      check
          .problems()
          .forEach(each -> problem(each.code(), each.setting(), each.text(), each.remedy()));
      fields();
      if (hook != null) {
        subscribe(hook);
      }
    }

    private void fields() {
      FieldNeeds all = new FieldNeeds(plan, side, patience);
      List<FieldNeeds.Need> needs = tried("custom fields", all::needs);
      if (needs == null) {
        return;
      }
      for (FieldNeeds.Need need : needs) {
        if (need.isMet()) {
          add(report.there, need.wanted());
        } else if (need.isMissing()) {
          CustomField made =
              tried(need.wanted().toString(), () -> connector.dictionaries().create(need.wanted()));
          if (made != null) {
            add(report.made, made);
          }
        } else {
          report.problems.add(all.otherSort(need));
        }
      }
    }

    private void add(Map<Side, List<CustomField>> list, CustomField field) {
      list.computeIfAbsent(side, each -> new ArrayList<>()).add(field);
    }

    private void subscribe(URI address) {
      WebhookPort port = connector.webhooks().orElse(null);
      if (port == null) {
        problem(
            "NO_WEBHOOKS",
            "webhooks",
            "this system, or this way of access, does not push what changes",
            "leave the address out; runs ask for changes themselves");
        return;
      }
      List<Subscription> now = tried("webhooks", () -> port.subscribe(address, types()));
      if (now != null) {
        report.hooks.put(side, now);
        now.stream()
            .filter(each -> !each.alive())
            .forEach(
                each ->
                    problem(
                        "WEBHOOK_OFF",
                        each.event(),
                        "the vendor does not deliver it",
                        "make sure that the address answers, then install again"));
      }
    }

    private Set<EntityType> types() {
      Set<EntityType> types = new LinkedHashSet<>();
      for (Flow flow : plan.flows()) {
        types.add(flow.type(side));
      }
      return types;
    }

    private <T> @Nullable T tried(String setting, Supplier<T> call) {
      try {
        return patience.ask(
            () -> {
              ledger.renew();
              return call.get();
            });
      } catch (AccessDenied denied) {
        problem(
            "RIGHT_MISSING",
            denied.missingRight(),
            String.valueOf(denied.getMessage()),
            "grant the right and install again");
      } catch (AuthenticationFailed refused) {
        problem(
            refused.code(),
            "credentials",
            String.valueOf(refused.getMessage()),
            "check the credentials of this account");
      } catch (ConnectorException failed) {
        problem(
            FAILED,
            setting,
            String.valueOf(failed.getMessage()),
            "mend that and install again: what is there by now is not made twice");
      } catch (IllegalArgumentException unfit) {
        problem(
            "UNSUPPORTED",
            setting,
            String.valueOf(unfit.getMessage()),
            "make it by hand, or leave out of the plan what needs it");
      }
      return null;
    }

    private void problem(String code, String setting, String text, String remedy) {
      report.problems.add(new PlanProblem(code, connector.account().key(), setting, text, remedy));
    }
  }
}
