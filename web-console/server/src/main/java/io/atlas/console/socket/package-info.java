/**
 * The WebSocket protocol on the server's side: {@link io.atlas.console.socket.PageHub} reads the frames of all pages and sends
 * each what it has subscribed, as fast as it can take it.
 *
 * <pre>
 *   frame ──▶ PageHub ──▶ PageFrames ──▶ Page ── cursors ──▶ channels' streams
 *                              └──▶ Requests                │
 *   ClientSocket ◀── Pace: may this page be sent to, and how often ◀┘
 * </pre>
 *
 * <p>A page holds no copy of what it is owed, only the seq it was sent: what a slow page misses of a state is conflated by
 * itself, what it misses of events lies in the stream's ring until it falls out and the page is told to begin anew.
 *
 * <p>Threads: all of it belongs to the console's agent.
 */
package io.atlas.console.socket;
