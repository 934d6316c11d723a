/** What a field of MoySklad's documents is called here: one table for each entity type. Pure. */
@NullMarked
package dev.syncline.moysklad.codec;

import org.jspecify.annotations.NullMarked;
