/** What each field is called at Bitrix24 and how it is written there: one table an entity type. */
@NullMarked
package dev.syncline.bitrix24.codec;

import org.jspecify.annotations.NullMarked;
