/** Measurements of the library's parts. */
@NullMarked
package dev.syncline.benchmarks;

import org.jspecify.annotations.NullMarked;
