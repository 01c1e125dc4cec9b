/**
 * A log, and nothing else, through fresh cores: the same bytes must come out again.
 *
 * <pre>
 *   exec.reports ──▶ {@link io.atlas.launcher.replay.VenueReplay} ── reports ──┐   compared: every report
 *   orders.commands/p ─┐                                                       ▼
 *   orders.events/p  ──┼─▶ {@link io.atlas.launcher.replay.PartitionReplay}: order desk, ledger    compared: events, entries
 *   ledger.entries/p ──┘
 * </pre>
 *
 * <p>The log is read through {@link io.atlas.wire.log.CommandLog}: from a running broker, or from a stopped world's files
 * ({@link io.atlas.launcher.replay.SegmentLog}). Nothing here writes to a log.
 *
 * <p>Threads: the command's own shows progress; as many as there are processors step the folds ({@link
 * io.atlas.launcher.replay.Stepper}), each fold by one at a time. Reports cross from the venue to a partition through a bounded
 * queue; while one is full the venue waits.
 */
package io.atlas.launcher.replay;
