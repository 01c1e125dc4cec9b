/**
 * {@code soak}: the services as processes of their own under load, killed and stopped one after the other; at the end what the
 * clients hold is compared with the log, and the log with itself.
 *
 * <pre>
 *   SoakCommand ──▶ SoakRun ─┬─▶ SoakWorld ─▶ SoakProcess × (kafka, venue, oms, gateway, md-publisher)
 *                            ├─▶ Chaos          kill -9, SIGSTOP … SIGCONT; the seed decides
 *                            ├─▶ SoakClient × n ─▶ Trader ─▶ History
 *                            └─▶ LogStory ─▶ Comparison
 * </pre>
 *
 * <p>Clients are written on bare sockets and know FIX only: nothing of ours can be wrong on both sides in the same way.
 *
 * <p>Threads: one per client, which owns its trader and history; the main one does everything else and reads histories only when the
 * clients have ended.
 */
package io.atlas.launcher.soak;
