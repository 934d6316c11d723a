/** The ready plan between PrestaShop and Dolibarr, with its settings. */
@NullMarked
package dev.syncline.plans.prestashopdolibarr;

import org.jspecify.annotations.NullMarked;
