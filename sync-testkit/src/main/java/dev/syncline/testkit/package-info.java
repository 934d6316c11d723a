/** An engine for tests: virtual time, an in-memory store, one thread. */
@NullMarked
package dev.syncline.testkit;

import org.jspecify.annotations.NullMarked;
