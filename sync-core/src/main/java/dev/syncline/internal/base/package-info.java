@NullMarked
package dev.syncline.internal.base;

import org.jspecify.annotations.NullMarked;
