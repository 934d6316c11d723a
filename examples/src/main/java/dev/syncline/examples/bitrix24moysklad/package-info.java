/** The demo of Bitrix24 and MoySklad: seeding, field table, user's edits. */
@NullMarked
package dev.syncline.examples.bitrix24moysklad;

import org.jspecify.annotations.NullMarked;
