/**
 * What the console knows: folds of the log's topics and of the feed, each a plain class that is fed records and asked
 * questions.
 *
 * <pre>
 *   orders.commands ─┐                ┌─▶ OrderFold ─▶ FillFold
 *   orders.events   ─┼─▶ ConsoleView ─┼─▶ BalanceFold ─▶ Valuation
 *   exec.reports    ─┤   (in order)   ├─▶ Market (tape, bars, day, tiles)
 *   ledger.entries  ─┤                ├─▶ LatencyFold
 *   fix.messages    ─┘      feed ─────┴─▶ FixFold, SessionFold
 * </pre>
 *
 * <p>Order: an event is folded after the commands its OMS task had seen, a trade after the commands of its orders; so every
 * row shows what the log says, whatever arrives first. Nothing here reads a clock: time is that of the record or of the step.
 *
 * <p>Threads: all of it belongs to the console's agent.
 */
package io.atlas.console.view;
