package dev.syncline.examples.boot;

import dev.syncline.Schedule;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.SyncScheduler;
import dev.syncline.micrometer.SyncMetrics;
import dev.syncline.store.LinkStore;
import dev.syncline.store.jdbc.JdbcLinkStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Base64;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Store, metrics, engine and scheduler. Spring makes them in the order in which they need each
 * other, and closes them the other way round: the scheduler first, the pool last.
 */
@Configuration(proxyBeanMethods = false)
class SyncBeans {

  @Bean(destroyMethod = "close")
  LinkStore links(DataSource dataSource) {
    return JdbcLinkStore.on(dataSource).open(); // makes its tables, or updates them
  }

  @Bean
  SyncMetrics metrics(MeterRegistry registry) {
    return SyncMetrics.on(registry);
  }

  @Bean(destroyMethod = "close")
  SyncEngine engine(
      LinkStore links,
      SyncMetrics metrics,
      SyncPlan plan,
      @Value("${syncline.secret}") String secret) {
    SyncEngine engine =
        SyncEngine.builder()
            .links(links)
            .secrets(Secrets.of(Base64.getDecoder().decode(secret)))
            .listener(metrics)
            .build();
    metrics.watch(engine, plan);
    return engine;
  }

  /** Its close gives runs half a minute to end the slice that they are in. */
  @Bean(destroyMethod = "close")
  SyncScheduler scheduler(
      SyncEngine engine, SyncPlan plan, @Value("${syncline.every}") Duration every) {
    return SyncScheduler.of(engine)
        .plan(plan, Schedule.every(every).notices(Duration.ofSeconds(1)))
        .start();
  }
}
