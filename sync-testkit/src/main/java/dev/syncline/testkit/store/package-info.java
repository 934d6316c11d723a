/** What every store of links must pass. */
@NullMarked
package dev.syncline.testkit.store;

import org.jspecify.annotations.NullMarked;
