/** What the fake of PrestaShop promises, over real HTTP. */
@NullMarked
package dev.syncline.prestashop.fake;

import org.jspecify.annotations.NullMarked;
