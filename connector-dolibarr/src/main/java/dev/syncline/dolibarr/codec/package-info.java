/** Two-way tables between the canonical entities and Dolibarr's documents. */
@NullMarked
package dev.syncline.dolibarr.codec;

import org.jspecify.annotations.NullMarked;
