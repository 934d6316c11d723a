package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.PlanProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, in the words of the settings' language. Not thread-safe. */
final class Problems {

  private final PlanTexts texts;
  private final List<PlanProblem> all = new ArrayList<>();

  Problems(PlanTexts texts) {
    this.texts = texts;
  }

  void add(ProblemText what, End end, String setting, String... args) {
    all.add(texts.problem(what, end.connector().account().key(), setting, args));
  }

  String name(String setting) {
    return texts.name(setting);
  }

  List<PlanProblem> all() {
    return List.copyOf(all);
  }
}
