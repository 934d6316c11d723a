/** Many threads of which one runs: every interleaving from one number, a day in a second. */
@NullMarked
package dev.syncline.testkit.simulation;

import org.jspecify.annotations.NullMarked;
