/** The F and H scenarios that shaped the design, one class each. */
@NullMarked
package dev.syncline.testkit.scenarios;

import org.jspecify.annotations.NullMarked;
