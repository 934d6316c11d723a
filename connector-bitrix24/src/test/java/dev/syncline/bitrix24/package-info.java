/** The connector against the fake portal. */
@NullMarked
package dev.syncline.bitrix24;

import org.jspecify.annotations.NullMarked;
