package dev.syncline.examples.bitrix24moysklad;

import java.util.List;
import java.util.Map;

/** The demo's stages, hand-written: what is not named here takes no part. */
final class Stages {

  /** Deal stages by the demo's number of a stage; the last is not mapped. */
  static final List<String> OF_DEALS =
      List.of("NEW", "EXECUTING", "FINAL_INVOICE", "WON", "APOLOGY");

  /** Order states by the same number; the last is not mapped. */
  static final List<String> OF_ORDERS =
      List.of("Новый", "Подтвержден", "Отгружен", "Доставлен", "Возврат");

  /** Which deal stage means which order state. */
  static final Map<String, String> MAPPED =
      Map.of(
          "NEW", "Новый",
          "EXECUTING", "Подтвержден",
          "FINAL_INVOICE", "Отгружен",
          "WON", "Доставлен");

  /** Invoice stages by the demo's number of a stage; the last is not mapped. */
  static final List<String> OF_INVOICES = List.of("DT31_5:N", "DT31_5:S", "DT31_5:P", "DT31_5:D");

  /** States of customer invoices by the same number; the last is not mapped. */
  static final List<String> OF_BILLS = List.of("Выписан", "Отправлен", "Оплачен", "Отменен");

  /** Which invoice stage means which state of a customer invoice. */
  static final Map<String, String> MAPPED_INVOICES =
      Map.of(
          "DT31_5:N", "Выписан",
          "DT31_5:S", "Отправлен",
          "DT31_5:P", "Оплачен");

  private Stages() {}
}
