/** MoySklad, JSON API 1.2. */
@NullMarked
package dev.syncline.moysklad;

import org.jspecify.annotations.NullMarked;
