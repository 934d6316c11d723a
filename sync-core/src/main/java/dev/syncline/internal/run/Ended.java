package dev.syncline.internal.run;

import dev.syncline.RunReport;
import dev.syncline.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param report what it did
 * @param gaveUp what an account said that ended the whole run before its time, if one did
 * @param finished whether it came to its end, if not with every flow
 */
public record Ended(RunReport report, @Nullable ConnectorException gaveUp, boolean finished) {}
