/** What breaks naive engines, by the numbers of the scenarios. */
@NullMarked
package dev.syncline.testkit.scenarios;

import org.jspecify.annotations.NullMarked;
