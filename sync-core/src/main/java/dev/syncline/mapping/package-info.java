/** What a host writes to say how two sides' fields correspond. */
@NullMarked
package dev.syncline.mapping;

import org.jspecify.annotations.NullMarked;
