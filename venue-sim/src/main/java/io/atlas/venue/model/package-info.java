/**
 * The seeded market: per symbol a walk of the fair price, a ladder of house quotes around it, and noise takers that keep the
 * tape alive.
 *
 * <pre>
 *   seed, tick ──▶ {@link io.atlas.venue.model.Chance} ──▶ {@link io.atlas.venue.model.SymbolMarket} ── pull, quote, take ──▶ OrderBook
 * </pre>
 *
 * <p>The whole ladder is pulled and placed anew at every tick, behind the clients' orders at the same price. So the house part
 * of a book is a function of seed, tick and the house's fills since that tick: whoever rebuilds it may skip the ticks
 * in between. Integers only. Threading: single writer, the venue agent.
 */
package io.atlas.venue.model;
