package dev.syncline.examples.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A Spring Boot application that keeps two accounts in step.
 *
 * @since 0.1
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {

  /** Runs until it is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }
}
