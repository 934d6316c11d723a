package dev.syncline.testkit.convergence;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.util.ArrayList;
import java.util.List;

/** Webhooks under way: some are lost, some come twice, and none keeps its place. */
final class Post {

  private record Letter(Site from, WebhookRequest request, String what, String deletes) {}

  private final World world;
  private final Chance chance;
  private final List<Letter> underWay = new ArrayList<>();

  Post(World world) {
    this.world = world;
    this.chance = world.chance();
  }

  void changed(Site site, EntityType type, String id) {
    send(
        site,
        () ->
            new Letter(
                site, site.system().pushed().changed(type, id), "changed " + type + " " + id, ""));
  }

  void gone(Site site, Entity entity) {
    send(
        site,
        () ->
            new Letter(
                site,
                site.system().pushed().gone(entity.type(), entity.id()),
                "gone " + entity.ref(),
                Words.name(entity)));
  }

  private void send(Site site, java.util.function.Supplier<Letter> letter) {
    if (site.traits().pushes() && chance.in(60)) {
      underWay.add(letter.get());
    }
  }

  /** One of them arrives, or is lost. */
  void deliver() {
    if (underWay.isEmpty()) {
      return;
    }
    Letter letter = chance.of(underWay);
    if (!chance.in(20)) {
      underWay.remove(letter);
    }
    if (chance.in(20)) {
      underWay.remove(letter);
      return;
    }
    world.tale().tell(letter.from() + " webhook arrives: " + letter.what());
    for (SyncPlan plan : world.plans()) {
      for (Side side : Side.values()) {
        if (plan.connector(side) == letter.from().system()) {
          world.engine().accept(plan, side, letter.request());
        }
      }
    }
  }
}
