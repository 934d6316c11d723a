/**
 * What every bundled fake is built from: requests, responses, faults, and a server on a free
 * loopback port.
 */
@NullMarked
package dev.syncline.testkit.fake;

import org.jspecify.annotations.NullMarked;
