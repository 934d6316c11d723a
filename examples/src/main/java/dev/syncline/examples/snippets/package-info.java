/** The code that the README shows: compiled, run by tests, and compared with the page. */
@NullMarked
package dev.syncline.examples.snippets;

import org.jspecify.annotations.NullMarked;
