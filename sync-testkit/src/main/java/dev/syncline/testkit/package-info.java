/** What tests of plans, connectors and stores are written with. */
@NullMarked
package dev.syncline.testkit;

import org.jspecify.annotations.NullMarked;
