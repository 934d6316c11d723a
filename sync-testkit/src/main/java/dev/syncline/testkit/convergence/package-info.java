/**
 * Stories of two or three made-up systems that follow from a seed, and what must hold at their end.
 */
@NullMarked
package dev.syncline.testkit.convergence;

import org.jspecify.annotations.NullMarked;
