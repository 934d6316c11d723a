/** Compares raw vendor documents of two accounts, without engine, connectors or mappers. */
@NullMarked
package dev.syncline.examples.compare;

import org.jspecify.annotations.NullMarked;
