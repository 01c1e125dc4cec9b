/**
 * What is over, in few bytes: closed orders and used ClOrdIDs of one partition for five trading days.
 *
 * <pre>
 *   {@link io.atlas.gateway.closed.ClosedOrders} ─▶ one {@link io.atlas.gateway.closed.ClosedDay} per trading day
 *                       {@link io.atlas.gateway.closed.Arena}: entries one after another, never changed
 *                       {@link io.atlas.gateway.closed.IdIndex}: ClOrdID ─▶ entry, follows from the arena
 * </pre>
 *
 * <p>An order takes 48 bytes, each of its ids 16 and its text, the index 12 to 24 an id. Entries are exact: ids are compared
 * letter by letter, so that no two orders can be taken for one. Nothing in an arena changes once written, so a snapshot may
 * hold on to it while more is added.
 *
 * <p>Threading: none. Plain state, owned by the gateway's agent.
 */
package io.atlas.gateway.closed;
