package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks the vendor for counterparts, and the reservations of the account for what the vendor cannot
 * show yet; of a side that is wholly known these only. Not thread-safe.
 */
final class VendorSearch implements Matcher.Search {

  private final World world;
  private final Flow flow;
  private final RightTerms terms;
  private final boolean wholly;

  VendorSearch(World world, Flow flow, RightTerms terms, boolean wholly) {
    this.world = world;
    this.flow = flow;
    this.terms = terms;
    this.wholly = wholly;
  }

  @Override
  public Entity terms(Side side, Entity entity) {
    return terms.inTargetTerms(side, entity);
  }

  @Override
  public Map<MatchKey, Findings> find(Side asked, MatchBy tier, Set<MatchKey> keys) {
    if (!wholly) {
      return world.ask(() -> world.port(flow, asked).find(keys, world.wanted(asked)));
    }
    Map<MatchKey, Findings> nothingElse = new LinkedHashMap<>();
    keys.forEach(key -> nothingElse.put(key, new Findings(List.of(), true)));
    return nothingElse;
  }

  @Override
  public Newborns newborns(Side asked, Set<MatchKey> keys, Map<MatchKey, Findings> found) {
    return Newborns.of(world, flow, asked, keys, found, world.wanted(asked));
  }
}
