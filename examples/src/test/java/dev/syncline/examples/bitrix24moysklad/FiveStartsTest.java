package dev.syncline.examples.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.examples.Both;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FiveStartsTest {

  private static final int RECORDS = 60;
  private static final int STARTS = 5;

  @Test
  void fiveParallelStartsAreOneRun() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(STARTS);
    try (Pair pair = Pair.of(RECORDS, 1)) {
      CyclicBarrier together = new CyclicBarrier(STARTS);
      pair.plan();
      List<Callable<String>> starts = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        starts.add(
            () -> {
              together.await();
              return pair.engine.start(pair.plan());
            });
      }
      Set<String> ids = new HashSet<>();
      for (var started : threads.invokeAll(starts)) {
        ids.add(started.get());
      }

      assertThat(ids).hasSize(1);
      assertThat(pair.runtime.runStarted()).isEqualTo(1);
      assertThat(pair.requests()).isEqualTo(ofOneRun());
      assertThat(pair.compare().clean()).as(pair.compare().findings().toString()).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoeverRunsMeanwhileGetsTheReportOfTheRunUnderWay() throws Exception {
    try (Pair pair = Pair.of(RECORDS, 1)) {
      CountDownLatch open = new CountDownLatch(1);
      pair.portal.faults().onNext(request -> held(request, open), Fault.SERVER_ERROR);
      List<FutureTask<RunReport>> runs = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      pair.plan();
      for (int i = 0; i < STARTS; i++) {
        FutureTask<RunReport> run = new FutureTask<>(() -> pair.engine.run(pair.plan()));
        runs.add(run);
        threads.add(new Thread(run, "start " + i));
      }
      threads.forEach(Thread::start);
      // One waits at the gate, four for its report.
      while (!threads.stream().allMatch(each -> each.getState() == Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      open.countDown();

      Set<RunReport> reports = new HashSet<>();
      for (FutureTask<RunReport> run : runs) {
        reports.add(run.get(1, TimeUnit.MINUTES));
      }
      assertThat(reports).hasSize(1);
      assertThat(reports.iterator().next().clean()).isTrue();
      assertThat(pair.requests()).isEqualTo(ofOneRun());
    }
  }

  /** Lets nothing through until the gate is open, and spoils nothing. */
  private static boolean held(FakeRequest request, CountDownLatch open) {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return request.path().isEmpty();
  }

  private static Both ofOneRun() {
    try (Pair alone = Pair.of(RECORDS, 1)) {
      alone.engine.run(alone.plan());
      return alone.requests();
    }
  }
}
