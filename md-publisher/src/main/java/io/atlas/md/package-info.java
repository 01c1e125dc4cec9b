/**
 * The publisher of the market data feed: a follower of the venue's stream of book changes that numbers them for the public and
 * repeats every book all the time.
 *
 * <pre>
 *   MarketStream.Subscriber ──▶ {@link io.atlas.md.MdPublisherService} ──▶ FeedPublisher
 *                                 │ one {@link io.atlas.md.book.SymbolFeed} per symbol
 * </pre>
 *
 * <p>Threads: one agent thread steps everything. Nothing queues here: the stream is read and sent on in the same step, and what
 * the feed cannot take is dropped, which its receivers notice and mend from the next snapshot.
 */
package io.atlas.md;
