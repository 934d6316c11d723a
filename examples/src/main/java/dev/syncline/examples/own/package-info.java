/**
 * What a host may write of its own: a store, a mapper, a custom field in a flow, a pipeline, and,
 * in {@code notebook}, a connector.
 */
@NullMarked
package dev.syncline.examples.own;

import org.jspecify.annotations.NullMarked;
