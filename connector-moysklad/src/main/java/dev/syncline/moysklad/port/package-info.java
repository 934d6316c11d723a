/** Reads, finds, lists and writes the entities of one account. */
@NullMarked
package dev.syncline.moysklad.port;

import org.jspecify.annotations.NullMarked;
