/** What a host calls: the engine, plans, flows, policies and reports. */
@NullMarked
package dev.syncline;

import org.jspecify.annotations.NullMarked;
