package dev.syncline.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the business rules that a test shows, so that a rule without a test can be counted:
 * {@code @Rule("B-076")}.
 *
 * <p>At most three rules a test. The line of main code that implements a rule names it in a
 * comment.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {

  /** The rules' numbers, as the plan's rule book writes them. */
  String[] value();
}
