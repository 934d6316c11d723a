package dev.syncline.examples.embedded;

import dev.syncline.Failure;
import dev.syncline.PlanStatus;
import dev.syncline.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The status page. What it shows are names, ids and codes, never a customer's data; they come from
 * vendors, so each is escaped.
 *
 * @param token what the page's own forms carry
 */
record Page(String token) {

  private static final Set<Failure.Kind> A_PERSON_DECIDES =
      Set.of(Failure.Kind.AMBIGUOUS, Failure.Kind.TWIN, Failure.Kind.OSCILLATES);

  String of(List<PlanStatus> plans, List<Failure> open) {
    StringBuilder page =
        new StringBuilder("<!doctype html><html lang=\"en\"><title>Syncline</title><h1>Plans</h1>")
            .append("<table><tr><th>plan<th>state<th>why<th>last run<th>next</tr>");
    plans.forEach(each -> page.append(row(each)));
    page.append("</table>");
    Predicate<Failure> waits = each -> each.kind() == Failure.Kind.WAITING;
    Predicate<Failure> conflicts = each -> A_PERSON_DECIDES.contains(each.kind());
    section(page, "Conflicting", open.stream().filter(conflicts).toList());
    section(page, "Failed", open.stream().filter(waits.or(conflicts).negate()).toList());
    section(page, "Waiting", open.stream().filter(waits).toList());
    return page.append("</html>").toString();
  }

  private static String row(PlanStatus plan) {
    return "<tr>"
        + cell(plan.plan())
        + cell(plan.state().name())
        + cell(plan.why())
        + cell(plan.last().map(Page::told).orElse("not yet"))
        + cell(plan.nextDue().map(Instant::toString).orElse(""))
        + "</tr>";
  }

  private static String told(RunReport last) {
    return last.startedAt()
        + ", "
        + last.writes()
        + " writes"
        + (last.stopped().isEmpty() ? "" : ", stopped: " + last.stopped());
  }

  private void section(StringBuilder page, String title, List<Failure> open) {
    page.append("<h1>").append(title).append("</h1>");
    if (open.isEmpty()) {
      page.append("<p>none</p>");
      return;
    }
    page.append("<table><tr><th>flow<th>side<th>id<th>kind<th>what, and what would release it")
        .append("<th></tr>");
    open.forEach(
        each ->
            page.append("<tr>")
                .append(cell(each.flow()))
                .append(cell(each.side().word()))
                .append(cell(each.id()))
                .append(cell(each.kind().name()))
                .append(cell(each.toString()))
                .append("<td>")
                .append(button(each))
                .append("</tr>"));
    page.append("</table>");
  }

  private String button(Failure failure) {
    return "<form method=\"post\" action=\"/retry\">"
        + hidden("token", token)
        + hidden("flow", failure.flow())
        + hidden("side", failure.side().word())
        + hidden("id", failure.id())
        + "<button>Retry</button></form>";
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escaped(value) + "\">";
  }

  private static String cell(String text) {
    return "<td>" + escaped(text);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Tells no token. */
  @Override
  public String toString() {
    return "page";
  }
}
