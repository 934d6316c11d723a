/** The contracts, proven themselves. */
@NullMarked
package dev.syncline.testkit.contract;

import org.jspecify.annotations.NullMarked;
