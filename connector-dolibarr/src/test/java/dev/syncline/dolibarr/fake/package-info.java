/** What the fake of Dolibarr promises, over real HTTP. */
@NullMarked
package dev.syncline.dolibarr.fake;

import org.jspecify.annotations.NullMarked;
