/**
 * Orders of the desks: checked for form and right, sent once, followed until the log shows what became of them. Whether an order
 * is accepted is the gateway's decision; what it became is read from the log, never from the FIX session.
 *
 * <pre>
 *   REST ──▶ OrderDesk ──▶ risk.previews, {@link io.atlas.console.order.FixOrders} ──FIX──▶ gateway ──▶ log ──▶ {@link io.atlas.console.order.KnownOrders}
 *                 ▲ asks by OrderStatusRequest(35=H) for what the log does not show in time
 * </pre>
 *
 * <p>Threads: the console's agent; the FIX side hands its answers over when it is polled.
 */
package io.atlas.console.order;
