package dev.syncline.examples;

import dev.syncline.examples.bitrix24moysklad.BitrixMoySkladPlayground;
import dev.syncline.examples.compare.Compared;
import java.net.URI;
import java.util.Map;

/** Another playground, in which more happens. */
class ForwardingPlayground implements Playground {

  private final BitrixMoySkladPlayground inner;

  ForwardingPlayground(BitrixMoySkladPlayground inner) {
    this.inner = inner;
  }

  BitrixMoySkladPlayground inner() {
    return inner;
  }

  @Override
  public Map<String, String> places() {
    return inner.places();
  }

  @Override
  public Map<String, Long> counts() {
    return inner.counts();
  }

  @Override
  public Both requests() {
    return inner.requests();
  }

  @Override
  public void tells(URI left) {
    inner.tells(left);
  }

  @Override
  public void deliver() {
    inner.deliver();
  }

  @Override
  public Played play(Act act) {
    return inner.play(act);
  }

  @Override
  public Compared compare() {
    return inner.compare();
  }

  @Override
  public void close() {
    inner.close();
  }
}
