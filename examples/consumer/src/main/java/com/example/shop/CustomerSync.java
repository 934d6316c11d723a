package com.example.shop;

import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.connector.Connector;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;
import dev.syncline.moysklad.MoySkladConnector;

/** Keeps the customers of a portal and of a warehouse in step, by a plan of the shop's own. */
public final class CustomerSync {

  private CustomerSync() {}

  /** The plan: contacts and companies on the left, counterparties on the right. */
  public static SyncPlan plan(Connector bitrix, Connector moysklad) {
    return SyncPlan.named("customers")
        .between(bitrix, moysklad)
        .flow(
            Flow.of(Customer.TYPE)
                .matchBy(Customer.EMAILS, Customer.PHONES)
                .fields(
                    FieldRules.of(Customer.TYPE)
                        .createOnly(Customer.KIND)
                        .copy(Customer.NAME, Customer.EMAILS, Customer.PHONES)))
        .build();
  }

  /** One run on real accounts, named by the environment. */
  public static void main(String[] arguments) {
    try (var bitrix = BitrixConnector.webhook(System.getenv("BITRIX24_WEBHOOK_URL")).build();
        var moysklad =
            MoySkladConnector.builder()
                .login(System.getenv("MOYSKLAD_LOGIN"), System.getenv("MOYSKLAD_PASSWORD"))
                .build();
        var engine = SyncEngine.builder().phones(new LibPhoneRules("RU")).build()) {
      RunReport report = engine.run(plan(bitrix, moysklad));
      System.out.println(report);
    }
  }
}
