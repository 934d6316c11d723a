package dev.syncline.examples.embedded;

import dev.syncline.Schedule;
import dev.syncline.Secrets;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What differs between installations of the backend.
 *
 * @param port where it listens on the loopback interface; 0 for any free one
 * @param jdbcUrl its database
 * @param jdbcUser who works there
 * @param jdbcPassword with which password
 * @param secrets the host's secret, from where it keeps its others
 * @param schedule when the plan runs
 * @param registry where its metrics go
 */
record Settings(
    int port,
    String jdbcUrl,
    String jdbcUser,
    String jdbcPassword,
    Secrets secrets,
    Schedule schedule,
    MeterRegistry registry) {

  /** Tells no password. */
  @Override
  public String toString() {
    return "port " + port;
  }
}
