@NullMarked
package dev.syncline.examples.snippets;

import org.jspecify.annotations.NullMarked;
