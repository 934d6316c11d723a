/** The rules of the plan between PrestaShop and Dolibarr, each shown on both fakes. */
@NullMarked
package dev.syncline.plans.prestashopdolibarr.rules;

import org.jspecify.annotations.NullMarked;
