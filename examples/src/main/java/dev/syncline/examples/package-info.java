/** Runnable examples: the ready plans on the bundled fakes, with an independent comparison. */
@NullMarked
package dev.syncline.examples;

import org.jspecify.annotations.NullMarked;
