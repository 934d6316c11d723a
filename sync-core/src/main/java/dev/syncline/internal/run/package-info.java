@NullMarked
package dev.syncline.internal.run;

import org.jspecify.annotations.NullMarked;
