package dev.syncline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several listeners as one. */
class ListenersTest {

  private static SyncListener noting(List<String> heard) {
    return (SyncListener)
        Proxy.newProxyInstance(
            SyncListener.class.getClassLoader(),
            new Class<?>[] {SyncListener.class},
            (proxy, method, arguments) -> {
              heard.add(method.getName());
              return null;
            });
  }

  @Test
  void eachHearsEveryEventThatThereIs() throws ReflectiveOperationException {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    SyncListener all = SyncListener.all(noting(first), noting(second));
    List<String> events = new ArrayList<>();
    for (Method event : SyncListener.class.getDeclaredMethods()) {
      if (!Modifier.isStatic(event.getModifiers()) && !event.isSynthetic()) {
        events.add(event.getName());
        event.invoke(all, new Object[event.getParameterCount()]);
      }
    }

    assertThat(events).hasSizeGreaterThan(15);
    assertThat(first).isEqualTo(events);
    assertThat(second).isEqualTo(events);
  }

  @Test
  void oneThatThrowsKeepsNothingFromTheOthers() {
    List<String> heard = new ArrayList<>();
    SyncListener broken =
        new SyncListener() {
          @Override
          public void flowStarted(Run run, String flow) {
            throw new IllegalStateException(flow);
          }
        };
    SyncListener all = SyncListener.all(broken, noting(heard), broken);

    assertThatThrownBy(() -> all.flowStarted(new SyncListener.Run("p", "r"), "order"))
        .hasMessage("order")
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    assertThat(heard).containsExactly("flowStarted");
  }
}
