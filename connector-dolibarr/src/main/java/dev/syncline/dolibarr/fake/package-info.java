/** The bundled, strict fake of Dolibarr's REST API. */
@NullMarked
package dev.syncline.dolibarr.fake;

import org.jspecify.annotations.NullMarked;
