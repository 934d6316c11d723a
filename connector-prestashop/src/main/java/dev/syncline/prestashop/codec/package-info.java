/** What PrestaShop's documents mean: one table a type, one line a field. */
@NullMarked
package dev.syncline.prestashop.codec;

import org.jspecify.annotations.NullMarked;
