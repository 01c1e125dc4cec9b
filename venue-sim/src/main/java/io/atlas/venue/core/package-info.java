/**
 * The venue as a pure fold of its inputs: instructions, market ticks and configurations in, one report per input out.
 *
 * <pre>
 *   Instruction, tick ──▶ {@link io.atlas.venue.core.VenueCore} ──▶ VenueReport
 *                            │ one {@link io.atlas.venue.core.Listing} per symbol: OrderBook, SymbolMarket
 *                            └──▶ changed levels and trades per symbol
 * </pre>
 *
 * <p>Threading: single writer, the venue agent. No clock and no I/O: folding a journal's inputs gives its outcomes again.
 */
package io.atlas.venue.core;
