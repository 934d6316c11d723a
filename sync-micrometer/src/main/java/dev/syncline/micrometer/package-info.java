/** Metrics of runs, in a Micrometer registry. */
@NullMarked
package dev.syncline.micrometer;

import org.jspecify.annotations.NullMarked;
