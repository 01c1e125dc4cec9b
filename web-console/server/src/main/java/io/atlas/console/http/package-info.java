/**
 * The network side: HTTP, static files of the page, the upgrade to a WebSocket. Decides nothing but form: every call goes to the
 * agent through {@link io.atlas.console.http.Backend}, and its answer comes back through the event loop's queue.
 *
 * <pre>
 *   accept ▶ HttpServerCodec ▶ HttpObjectAggregator ▶ HttpEntry ─┬─ static files, /health, /metrics: answered here
 *                                                               ├─ /api/…: Backend.call          (inbox full: 503)
 *                                                               └─ /ws: Backend.upgrade, then SocketFrames (inbox full: closed 1013)
 * </pre>
 *
 * <p>Threads: one acceptor loop and one event loop. A connection has one request in hand at a time, a socket at most
 * {@value io.atlas.console.http.SocketFrames#MAX_PENDING} frames: more are left unread in the network.
 */
package io.atlas.console.http;
