/** What the demo's two accounts hold before the first sync, made from one seed. */
@NullMarked
package dev.syncline.examples.world;

import org.jspecify.annotations.NullMarked;
