/**
 * The venue link and the market stream over Aeron, as SBE frames (schema {@code sbe/atlas-wire.xml}, field tables in
 * {@code wire/doc/venue-link.md} and {@code wire/doc/market-stream.md}).
 *
 * <pre>
 *   AeronVenueLink (OMS)    ── to-venue ──▶  AeronVenueDoor (venue)
 *                           ◀── to-oms ───
 *   AeronMarketPublisher (venue)  ── market ──▶  AeronMarketSubscriber (gateway, any number of them)
 * </pre>
 *
 * <p>Threads: every object here belongs to the agent thread that steps its service; nothing blocks once it is built. The
 * Aeron client's conductor is a thread of its own, which only keeps the client alive and logs who comes and goes. Frames
 * are decoded to records inside Aeron's callback and handed over after it, so no flyweight escapes and an exception of the
 * listener reaches the agent.
 *
 * <p>When full: the link's senders return false and their callers try again; the market publisher drops and counts. What a
 * receiver cannot use (another world's, unknown, malformed) it drops and counts in {@link io.atlas.wire.aeron.FrameCounts}.
 *
 * <p>When the other end restarts, nothing needs to be called: publications and subscriptions find each other again by
 * themselves, senders return false in between, and what was under way is lost. The venue asks to resume when it starts; the
 * OMS asks again on its own timer for as long as it has had no answer.
 *
 * <p>When the media driver is gone, or the process stood still for ten seconds, the client is dead for good.
 * {@link io.atlas.wire.aeron.AeronClient} connects again and the streams are made anew when they are next used; until then senders
 * return false and nothing arrives. After half a minute without a driver, the next send or poll is an {@code
 * IllegalStateException} that ends the agent and says so.
 */
package io.atlas.wire.aeron;
