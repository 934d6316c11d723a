package dev.syncline.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serves a plan's fakes alone, until its input ends or it is interrupted. */
@Command(
    name = "fakes",
    mixinStandardHelpOptions = true,
    description = "Serves the fakes of a plan and prints their addresses and credentials.")
final class FakesCommand implements Callable<Integer> {

  /** What the line for programs begins with; JSON follows. */
  static final String FOR_PROGRAMS = "SYNCLINE_FAKES ";

  @Mixin private DemoArguments common = new DemoArguments();

  @Override
  public Integer call() throws IOException {
    DemoPlan plan = common.plan();
    try (Playground playground = plan.serve(common.records(plan), common.seed());
        ControlDesk desk = ControlDesk.open(playground)) {
      System.out.println(
          "The fakes of " + plan.name() + " are served until Ctrl-C or end of input:");
      playground.places().forEach((name, value) -> System.out.println("  " + name + "=" + value));
      System.out.println("Run the demo on them from another shell with --fakes " + desk.base());
      ObjectNode line = new ObjectMapper().createObjectNode();
      line.put("plan", plan.name()).put("control", desk.base().toString());
      playground.places().forEach(line::put);
      System.out.println(FOR_PROGRAMS + line);
      System.out.flush();
      untilInputEnds();
    }
    return 0;
  }

  private static void untilInputEnds() throws IOException {
    byte[] ignored = new byte[256];
    int read = 0;
    while (read >= 0) {
      read = System.in.read(ignored);
    }
  }
}
