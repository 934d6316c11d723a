/** The bundled, strict fake of the MoySklad JSON API 1.2. */
@NullMarked
package dev.syncline.moysklad.fake;

import org.jspecify.annotations.NullMarked;
