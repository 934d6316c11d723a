/** What the fake of MoySklad promises, over real HTTP. */
@NullMarked
package dev.syncline.moysklad.fake;

import org.jspecify.annotations.NullMarked;
