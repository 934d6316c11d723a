/** The ready plan between Bitrix24 and MoySklad, with its settings. */
@NullMarked
package dev.syncline.plans.bitrix24moysklad;

import org.jspecify.annotations.NullMarked;
