/**
 * FIX 4.4 sessions over QuickFIX/J: the gateway's client boundary ({@code io.atlas.gateway.client}) on real sockets.
 *
 * <pre>
 *   socket ──▶ {@link io.atlas.gateway.fix.Door} ──▶ quickfix.Session ──▶ {@link io.atlas.gateway.fix.SessionEvents} ──▶ bounded queue ──▶ agent
 *                frames, Logon        numbers, dictionary       ClientRequest
 *   socket ◀── quickfix.Session ◀── {@link io.atlas.gateway.fix.ReportWriter} ◀── agent ◀── {@link io.atlas.gateway.fix.Replays} (97=Y)
 *     ▲               └── {@link io.atlas.gateway.fix.DurableStore}: reports with their causes, the durable watermark
 *     └── {@link io.atlas.gateway.fix.Resender} (43=Y)
 *   both ways ──▶ {@link io.atlas.gateway.fix.WireJournal} ──▶ {@link io.atlas.gateway.fix.MessageCopies} (agent) ──▶ fix.messages
 * </pre>
 *
 * <p>Threads: MINA's processors run the doors and parse; one QuickFIX/J message processor runs all sessions; QuickFIX/J's
 * timer sends heartbeats; one {@code fix-logon} thread checks passwords, which is slow on purpose; one {@code fix-resend}
 * thread sends again what clients ask for; the gateway agent takes requests, sends reports, replays the past and brings
 * copies of raw messages to the log. What crosses: requests (bounded; full: 35=j 380=4 and the message counts as refused)
 * and raw messages (on disk; full: the connection or the partition stops, nothing is dropped). A store and a journal are
 * called from all of them and lock themselves.
 */
package io.atlas.gateway.fix;
