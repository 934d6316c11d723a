/** The bundled, strict fake of PrestaShop's legacy webservice. */
@NullMarked
package dev.syncline.prestashop.fake;

import org.jspecify.annotations.NullMarked;
