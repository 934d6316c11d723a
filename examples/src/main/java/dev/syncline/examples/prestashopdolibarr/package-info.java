/** The demo of PrestaShop and Dolibarr: the seeded shop, its people, and the comparison. */
@NullMarked
package dev.syncline.examples.prestashopdolibarr;

import org.jspecify.annotations.NullMarked;
