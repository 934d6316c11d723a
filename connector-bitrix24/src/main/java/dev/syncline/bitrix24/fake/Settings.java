package dev.syncline.bitrix24.fake;

/** How one fake portal behaves, fixed when it is built. */
record Settings(
    long seed,
    double bucketSize,
    double leakPerSecond,
    double operatingLimitSeconds,
    double operatingCostSeconds,
    boolean strictHttps,
    int scopeStatus,
    boolean classicInvoices) {}
