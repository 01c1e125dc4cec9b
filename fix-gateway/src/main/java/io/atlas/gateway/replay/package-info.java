/**
 * Reports of the past, made again from the log by the code that makes live ones: for a client that names the last report it
 * has, or whose message store is lost.
 *
 * <pre>
 *   orders.commands ─┐
 *                    ├─▶ {@link io.atlas.gateway.replay.ReportFold} ─▶ filter per session ─▶ sessions, with 97=Y
 *   orders.events   ─┘    who is told what, as live
 * </pre>
 *
 * <p>Threads: none. The agent steps a reading a few records at a time. Memory: open orders, and what one session's filter
 * has to keep until it knows whether it is wanted.
 */
package io.atlas.gateway.replay;
