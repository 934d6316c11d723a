package dev.syncline.examples.boot;

import dev.syncline.Flow;
import dev.syncline.SyncPlan;
import dev.syncline.connector.TimeSource;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The two accounts and the plan. Here they are made up; in a real application these beans are a
 * {@code BitrixConnector} and a {@code MoySkladConnector}, and the plan a ready one. Spring closes
 * them after the engine.
 */
@Configuration(proxyBeanMethods = false)
class AccountBeans {

  @Bean
  MemoryConnector crm() {
    return madeUp("crm");
  }

  @Bean
  MemoryConnector shop() {
    return madeUp("shop");
  }

  private static MemoryConnector madeUp(String name) {
    return MemoryConnector.named(name, TimeSource.system())
        .with(MemoryType.of(Customer.TYPE, Customer.NAME, Customer.EMAILS))
        .build();
  }

  @Bean
  SyncPlan plan(MemoryConnector crm, MemoryConnector shop) {
    return SyncPlan.named("customers")
        .between(crm, shop)
        .flow(
            Flow.of(Customer.TYPE)
                .matchBy(Customer.EMAILS)
                .fields(FieldRules.of(Customer.TYPE).copy(Customer.NAME, Customer.EMAILS)))
        .build();
  }
}
