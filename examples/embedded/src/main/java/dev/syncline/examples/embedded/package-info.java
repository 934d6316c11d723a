/** An existing backend that keeps two accounts in step: begin with {@code Main}. */
@NullMarked
package dev.syncline.examples.embedded;

import org.jspecify.annotations.NullMarked;
