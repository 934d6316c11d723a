/** The plan's rules, end to end on the strict fakes of both vendors. */
@NullMarked
package dev.syncline.plans.bitrix24moysklad.rules;

import org.jspecify.annotations.NullMarked;
