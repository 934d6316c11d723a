@NullMarked
package dev.syncline.moysklad;

import org.jspecify.annotations.NullMarked;
