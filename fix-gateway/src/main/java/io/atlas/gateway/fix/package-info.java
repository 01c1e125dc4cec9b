/**
 * FIX 4.4 sessions over QuickFIX/J: the gateway's client boundary ({@code io.atlas.gateway.client}) on real sockets.
 *
 * <pre>
 *   socket ──▶ {@link io.atlas.gateway.fix.Door} ──▶ quickfix.Session ──▶ {@link io.atlas.gateway.fix.SessionEvents} ──▶ bounded queue ──▶ agent
 *                frames, Logon        numbers, dictionary       ClientRequest
 *   socket ◀── quickfix.Session ◀── {@link io.atlas.gateway.fix.ReportWriter} ◀── agent
 *                     └── {@link io.atlas.gateway.fix.DurableStore}: reports with their causes, the durable watermark
 * </pre>
 *
 * <p>Threads: MINA's processors run the doors and parse; one QuickFIX/J message processor runs all sessions; QuickFIX/J's
 * timer sends heartbeats; one {@code fix-logon} thread checks passwords, which is slow on purpose; the gateway agent takes
 * requests and sends reports. What crosses: requests (bounded; full: 35=j 380=4 and the message counts as refused) and
 * copies of raw messages for {@code fix.messages} (bounded; full: the copy is dropped and counted, the session goes on).
 * A store is called from all of them and locks itself.
 */
package io.atlas.gateway.fix;
