/** The plan between a real PrestaShop and a real Dolibarr; CONTRIBUTING.md says how to run it. */
@NullMarked
package dev.syncline.plans.prestashopdolibarr.real;

import org.jspecify.annotations.NullMarked;
