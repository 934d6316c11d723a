/** The crash simulator, and what it shows of the engine on made-up systems. */
@NullMarked
package dev.syncline.testkit.crash;

import org.jspecify.annotations.NullMarked;
