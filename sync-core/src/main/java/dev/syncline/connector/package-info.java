/** What the author of a connector implements. */
@NullMarked
package dev.syncline.connector;

import org.jspecify.annotations.NullMarked;
