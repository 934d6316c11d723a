package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.ProposedPair;
import dev.syncline.ProposedPair.How;
import dev.syncline.Side;
import dev.syncline.connector.OperationKey;
import dev.syncline.internal.base.Link;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** By what two entities were found to stand for each other, as people are told. */
final class Grounds {

  /** A generation is named if it is not the first, as in the marker itself. */
  private static final Pattern OWN_MARKER =
      Pattern.compile("marker on the (left|right)(?: ~([0-9]{1,6}))?");

  private Grounds() {}

  /** A pair of which one carries the marker of the create that made it for the other. */
  static ProposedPair marked(Flow flow, Link link, Side marked, OperationKey key) {
    String generation = key.generation() == 1 ? "" : " ~" + key.generation();
    return pair(flow, link, How.MARKED, "marker on the " + marked.word() + generation);
  }

  /** A pair of which one names the other in a field. */
  static ProposedPair named(Flow flow, Link link, Field<?> field) {
    return pair(flow, link, How.MARKED, field.name());
  }

  /** A pair that was found by a key. */
  static ProposedPair matched(Flow flow, Link link, Matcher.Match match, RightTerms terms) {
    List<Field<?>> fields = match.by().fields();
    Entity left = terms.of(Side.LEFT, match.left());
    boolean exact =
        fields.size() == 1
            ? shares(left, match.right(), fields.get(0))
            : fields.stream().allMatch(field -> equal(left, match.right(), field));
    String by = fields.stream().map(Field::name).collect(Collectors.joining("+"));
    return pair(flow, link, exact ? How.EXACT : How.NORMALISED, by);
  }

  private static ProposedPair pair(Flow flow, Link link, How how, String by) {
    return new ProposedPair(
        flow.name(), link.requireId(Side.LEFT), link.requireId(Side.RIGHT), how, by);
  }

  private static boolean equal(Entity left, Entity right, Field<?> field) {
    return Objects.equals(left.get(field).orElse(null), right.get(field).orElse(null));
  }

  /** A set is a key by each of its elements. */
  private static boolean shares(Entity left, Entity right, Field<?> field) {
    if (left.get(field).orElse(null) instanceof Collection<?> mine
        && right.get(field).orElse(null) instanceof Collection<?> theirs) {
      return mine.stream().anyMatch(theirs::contains);
    }
    return equal(left, right, field);
  }

  /** The link that a proposed pair becomes: what we made is made, over a lost store too. */
  static Link link(String plan, ProposedPair pair) {
    var own = OWN_MARKER.matcher(pair.by());
    if (pair.how() != How.MARKED || !own.matches()) {
      return Links.found(pair.leftId(), pair.rightId());
    }
    Side marked = own.group(1).equals(Side.LEFT.word()) ? Side.LEFT : Side.RIGHT;
    int generation = own.group(2) == null ? 1 : Integer.parseInt(own.group(2));
    Side source = marked.other();
    OperationKey key = new OperationKey(plan, pair.flow(), pair.id(source), generation, "create");
    return Links.marked(source, key, pair.id(marked));
  }
}
