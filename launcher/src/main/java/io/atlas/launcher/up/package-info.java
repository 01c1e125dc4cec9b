/**
 * {@code up}: the whole system in one process, and the one place where services meet.
 *
 * <pre>
 *   UpCommand ──▶ Preflight (config, ports) ──▶ WorldFolder (lock) ──▶ {@link io.atlas.launcher.up.RunningWorld}
 *                                                                 broker · driver · {@link io.atlas.launcher.up.Services}
 * </pre>
 *
 * <p>Threads: one agent each for venue, order management and gateway; what they belong to is opened on the main thread and
 * closed by the shutdown hook, in reverse order.
 */
package io.atlas.launcher.up;
