/** Proofs of Dolibarr's connector. */
@NullMarked
package dev.syncline.dolibarr;

import org.jspecify.annotations.NullMarked;
