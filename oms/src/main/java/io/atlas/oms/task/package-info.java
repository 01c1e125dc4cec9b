/**
 * The adapter around one partition's core: reads commands and venue reports, owns {@code orders.events}, forwards to the venue.
 *
 * <pre>
 *   orders.commands/p ─▶ queue ─┬─▶ {@link io.atlas.oms.task.PartitionTask} ─▶ OrderDesk ─▶ orders.events/p ─▶ read back
 *   exec.reports/0 ─▶ {@link io.atlas.oms.task.ReportFeed} ─▶ queue ┘      └─▶ Forwarder ─▶ venue link
 * </pre>
 *
 * <p>Threading: everything runs on the OMS agent's thread. Queues are bounded; a full one makes its reader wait.
 */
package io.atlas.oms.task;
