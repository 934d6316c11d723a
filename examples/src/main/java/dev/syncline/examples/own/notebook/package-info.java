/** A connector for a made-up system, whole and small: the place to begin with one's own. */
@NullMarked
package dev.syncline.examples.own.notebook;

import org.jspecify.annotations.NullMarked;
