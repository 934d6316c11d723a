@NullMarked
package dev.syncline.internal.reconcile;

import org.jspecify.annotations.NullMarked;
