/**
 * The channels a page can subscribe: each channel with its arguments is one {@link io.atlas.console.channel.Stream}, shared by
 * all pages that may see the same, so that nothing is written twice.
 *
 * <pre>
 *   view ──▶ StateStream  what is now, cell by cell with the seq of its last change; a delta is what changed since a page's seq
 *        ──▶ EventStream  what happened, step by step, in a bounded ring; a page is a cursor in it
 * </pre>
 *
 * <p>A stream writes the part of a frame that is the same for everybody; the page's own id stands before it. A state stream looks
 * at its source at most as often as its class allows, and only if the source says that it has changed: a quiet market
 * costs nothing.
 *
 * <p>Threads: all of it belongs to the console's agent.
 */
package io.atlas.console.channel;
