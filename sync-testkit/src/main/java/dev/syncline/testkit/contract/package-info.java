/**
 * What connectors must pass: abstract test classes whose one subclass is a connector's proof and
 * prints its table, and the values that they are proven with.
 */
@NullMarked
package dev.syncline.testkit.contract;

import org.jspecify.annotations.NullMarked;
