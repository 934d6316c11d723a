/** A durable store of links on a host's JDBC data source. */
@NullMarked
package dev.syncline.store.jdbc;

import org.jspecify.annotations.NullMarked;
