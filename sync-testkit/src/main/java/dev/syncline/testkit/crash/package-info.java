/**
 * The crash simulator: a story is broken at each of its remote calls and changes of the store in
 * turn, and has to end as if nothing had happened.
 *
 * <p>Any connector, store and plan plugs in with two small types. A {@link
 * dev.syncline.testkit.crash.CrashScenario} makes a {@link dev.syncline.testkit.crash.CrashWorld}:
 * the systems, the store, the plans as one process has them, what people do, and what is on the
 * systems in the end.
 *
 * <pre>{@code
 * final class MyScenario implements CrashScenario {
 *   public String name() { return "my shop"; }
 *   public CrashWorld world(VirtualTime time) { return new MyWorld(time); }
 * }
 *
 * final class MyWorld implements CrashWorld {
 *   public List<Act> story() {
 *     return List.of(new Act("first sync", this::fill), new Act("edits", this::edit));
 *   }
 *   public LinkStore store() { return store; }
 *   public List<SyncPlan> plans(CrashProcess process) {
 *     return List.of(myPlan(process.connector(shop), process.connector(erp)));
 *   }
 *   public Contents contents() {
 *     return new Contents().with(shop.account(), …).with(erp.account(), …);
 *   }
 * }
 *
 * @Test
 * void whateverBreaksTheEndIsAsIfNothingHadHappened() {
 *   CrashSimulator.of(new MyScenario()).prove();
 * }
 * }</pre>
 *
 * <p>{@link dev.syncline.testkit.crash.CrashProcess#connector} breaks a connector call by call.
 * {@link dev.syncline.testkit.crash.CrashProcess#system} breaks a fake vendor under the real
 * connector request by request; each process then has connectors of its own, and a {@link
 * dev.syncline.testkit.crash.Tear} says how requests with several writes are torn. Acts find
 * entities by what they say: ids may differ from walk to walk.
 *
 * <p>What goes wrong is a {@link dev.syncline.testkit.crash.CrashFault}. A finding prints a number;
 * {@code -Dsyncline.crash.replay=<number>} walks it again and prints every call and commit. {@code
 * -Dsyncline.crash=full} walks all schedules instead of a sample.
 *
 * <p>{@link dev.syncline.testkit.crash.CrashStories} tells stories in which many things go wrong,
 * one after the other, while people go on: a {@link dev.syncline.testkit.crash.StoryWorld} says
 * what they do, and what must hold once all is quiet.
 */
@NullMarked
package dev.syncline.testkit.crash;

import org.jspecify.annotations.NullMarked;
