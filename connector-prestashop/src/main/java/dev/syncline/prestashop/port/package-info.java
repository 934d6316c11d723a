/** Reading, following and writing PrestaShop's resources. */
@NullMarked
package dev.syncline.prestashop.port;

import org.jspecify.annotations.NullMarked;
