/**
 * One symbol's limit order book with strict price-time priority, and the matching of incoming orders against it.
 *
 * <pre>
 *   {@link io.atlas.venue.book.OrderBook}
 *     bids, asks: {@code BookSide}, levels sorted by price, the best one last
 *       {@code PriceLevel}: a queue of {@code BookOrder}, the oldest first
 *   outcomes ──▶ {@link io.atlas.venue.book.BookListener} (primitives)      changed levels ──▶ {@link io.atlas.venue.book.LevelListener}
 * </pre>
 *
 * <p>Threading: single writer, the venue agent. Nothing is allocated per order in the steady state: orders and levels are
 * pooled, so neither leaves this package.
 */
package io.atlas.venue.book;
