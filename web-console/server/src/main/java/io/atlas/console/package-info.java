/**
 * The web console's server: shows the market and the desk's orders to browsers and sends their orders out over FIX.
 *
 * <pre>
 *   browser ──HTTP, WebSocket──▶ http ──bounded inbox──▶ ConsoleService ──▶ login, preview, order ──▶ fix ──FIX──▶ gateway
 *            ◀─────────────────── http ◀── socket, channel ◀── view ◀── log (all topics), feed (multicast)
 * </pre>
 *
 * <p>Threads: {@link io.atlas.console.ConsoleService} is one agent and owns all state. Netty's event loops, QuickFIX/J's session
 * threads and the worker that hashes passwords and writes small files hand over to it through bounded inboxes: a full one is
 * answered with 503 on REST and stops the reading of a socket. What the agent has to say goes back through the queues of Netty and
 * QuickFIX/J; it never waits for either.
 */
package io.atlas.console;
