/** A made-up, strict system in memory, for tests of the engine, of plans and of mappers. */
@NullMarked
package dev.syncline.testkit.memory;

import org.jspecify.annotations.NullMarked;
