/**
 * Breaks a story at each of its remote calls and commits in turn, and compares how it ends.
 */
@NullMarked
package dev.syncline.testkit.crash;

import org.jspecify.annotations.NullMarked;
