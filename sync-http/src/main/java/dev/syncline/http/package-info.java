/** The one way out: transport, quotas, JSON and phone rules, for authors of connectors. */
@NullMarked
package dev.syncline.http;

import org.jspecify.annotations.NullMarked;
