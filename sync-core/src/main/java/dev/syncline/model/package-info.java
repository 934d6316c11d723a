/** The canonical model: immutable entities made of typed fields, and the vocabularies. */
@NullMarked
package dev.syncline.model;

import org.jspecify.annotations.NullMarked;
