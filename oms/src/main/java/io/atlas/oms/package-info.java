/**
 * The order management service: between commands, venue and events. It knows orders; it knows nothing of money, FIX or HTTP.
 *
 * <pre>
 *   orders.commands/p ─▶ {@link io.atlas.oms.OmsService} ─▶ orders.events/p
 *   exec.reports/0   ─▶     │
 *                           └─▶ venue link
 * </pre>
 *
 * <p>Threading: one agent thread steps the service and owns the state of all its partitions. The venue link and the log hand
 * over inside {@code doWork}; there are no other threads. Counters and partition states may be read from any thread.
 */
package io.atlas.oms;
