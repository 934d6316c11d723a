@NullMarked
package dev.syncline.examples.rules;

import org.jspecify.annotations.NullMarked;
