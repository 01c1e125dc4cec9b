/**
 * The venue as a service: instructions come in by the link, reports go to the journal, book changes to the stream.
 *
 * <pre>
 *   VenueDoor ──▶ {@code LinkDesk} ──▶ {@link io.atlas.venue.core.VenueCore} ──▶ exec.reports (propose)
 *      ◀── resume ──┘     tick ─────────┘     └──▶ {@code BookStream} ◀── confirmed (read back)
 *                                                      └──▶ MarketStream
 * </pre>
 *
 * <p>Threading: one agent thread steps {@link io.atlas.venue.VenueService}; it owns books, market, journal and both ends of
 * the wire. Instructions wait in the link when the journal has too much unconfirmed: nothing is dropped and nothing grows.
 */
package io.atlas.venue;
