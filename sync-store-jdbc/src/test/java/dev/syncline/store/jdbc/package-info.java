@NullMarked
package dev.syncline.store.jdbc;

import org.jspecify.annotations.NullMarked;
