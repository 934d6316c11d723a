/** Time that tests and simulations move by hand. */
@NullMarked
package dev.syncline.testkit.time;

import org.jspecify.annotations.NullMarked;
