/** The rooms of the fake portal, each through plain HTTP. */
@NullMarked
package dev.syncline.bitrix24.fake;

import org.jspecify.annotations.NullMarked;
