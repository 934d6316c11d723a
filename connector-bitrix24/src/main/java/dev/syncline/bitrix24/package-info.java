/** The Bitrix24 connector. */
@NullMarked
package dev.syncline.bitrix24;

import org.jspecify.annotations.NullMarked;
