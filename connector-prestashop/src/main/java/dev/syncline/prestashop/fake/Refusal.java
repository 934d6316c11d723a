package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.List;

/** A request that is answered with errors, or with a bare page where the shop dies. */
final class Refusal extends RuntimeException {

  /** One error as the answer lists it. */
  record Fault(int code, String message) {}

  private static final String WARNING_PLACE =
      " (/var/www/html/classes/webservice/WebserviceRequest.php, line 1069)";

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Fault> faults;

  Refusal(int status, List<Fault> faults) {
    super(faults.isEmpty() ? "" : faults.get(0).message(), null, false, false);
    this.status = status;
    this.faults = List.copyOf(faults);
  }

  static Refusal of(int status, int code, String message) {
    return new Refusal(status, List.of(new Fault(code, message)));
  }

  /** The shop dies: status 500, a page without content. */
  static Refusal death() {
    return new Refusal(500, List.of());
  }

  /** A warning of PHP, which the webservice lists as an error of its own. */
  static Fault warning(String text) {
    return new Fault(3, "[PHP Warning #2] " + text + WARNING_PLACE);
  }

  Refusal with(int newStatus, List<Fault> more) {
    List<Fault> all = new ArrayList<>(faults);
    all.addAll(more);
    return new Refusal(newStatus, all);
  }

  int status() {
    return status;
  }

  List<Fault> faults() {
    return faults;
  }
}
