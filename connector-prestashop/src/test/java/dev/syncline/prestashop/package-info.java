@NullMarked
package dev.syncline.prestashop;

import org.jspecify.annotations.NullMarked;
