/** A strict, stateful fake of the Bitrix24 REST API: one room of the vendor's house per class. */
@NullMarked
package dev.syncline.bitrix24.fake;

import org.jspecify.annotations.NullMarked;
