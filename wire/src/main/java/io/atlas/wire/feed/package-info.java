/**
 * The public market data feed: books and trades of every symbol, and the library that follows it. Field tables and the rules
 * of recovery: {@code wire/doc/feed.md}.
 *
 * <pre>
 *   md-publisher ── FeedPublisher ──▶ incremental: Increment, Heartbeat ──▶ FeedSource ──▶ FeedSubscriber ──▶ FeedListener
 *                                 ──▶ snapshot:    Snapshot             ──▶
 * </pre>
 *
 * <p>Threads: none of its own. A {@link io.atlas.wire.feed.FeedSubscriber}, its source, its books and its listener belong to
 * the agent thread that polls it.
 */
package io.atlas.wire.feed;
