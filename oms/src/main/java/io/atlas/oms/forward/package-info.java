/**
 * What goes to the venue: a function of {@code orders.commands} alone. Every order command of the partition, in order, numbered
 * by its own position and naming its predecessor; so the link may lose or repeat anything.
 *
 * <pre>
 *   command read ──▶ unsent ──▶ sent ──▶ acknowledged by its record in exec.reports
 *                      ▲          │
 *                      └──────────┘ resume(last applied), asked for at start and when nothing moves
 * </pre>
 *
 * <p>Threading: the OMS agent's thread.
 */
package io.atlas.oms.forward;
