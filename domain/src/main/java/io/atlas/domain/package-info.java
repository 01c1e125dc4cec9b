/**
 * The shared words of ATLAS: instruments, decimals, orders, commands, events and venue reports, and the arithmetic of
 * funds. Plain values, JDK only, no clock and no thread. Every price, quantity and amount is a {@code long} in units of
 * 10<sup>-8</sup> ({@link io.atlas.domain.FixedPoint}); names ending in {@code Px}, {@code Qty} or {@code Amount} are
 * such numbers.
 *
 * <pre>
 *   Command (orders.commands) ──▶ Instruction (venue link) ──▶ VenueReport (exec.reports) ──▶ OrderEvent (orders.events)
 * </pre>
 */
package io.atlas.domain;
