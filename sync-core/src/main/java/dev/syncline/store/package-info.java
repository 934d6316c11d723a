/** What the author of a store implements. */
@NullMarked
package dev.syncline.store;

import org.jspecify.annotations.NullMarked;
