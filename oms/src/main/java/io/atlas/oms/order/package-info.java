/**
 * The core: orders of one partition as a fold of commands and venue reports. Plain Java, no clock, no log, no link.
 *
 * <pre>
 *   command ──────▶ {@link io.atlas.oms.order.OrderDesk} ──▶ OrdersChanged     (one per input; the state is its fold)
 *   venue report ─▶      │        │
 *                 HeldOrders   Requests
 * </pre>
 *
 * <p>Threading: none of its own; the caller is the single writer of each desk.
 */
package io.atlas.oms.order;
