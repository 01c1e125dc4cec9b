/**
 * FIX load without coordinated omission: every order has an intended send time, and its latency counts from there whether or
 * not the client was able to send it then.
 *
 * <pre>
 *   sender thread ── schedule ──▶ {@link io.atlas.bench.load.LoadSession} ×n ──▶ server
 *   reader thread ◀── selector ── 150=A · 150=0 · 150=F ◀──────────────────────────┘
 * </pre>
 *
 * <p>Threads: the sender owns the schedule, the reader the histograms; a session's output is guarded by its monitor because
 * the reader answers TestRequests on it. The FIX codec is this package's own: a full engine as client would cost as much
 * processor time as the server that is measured.
 */
package io.atlas.bench.load;
