/**
 * The numbered, resumable link between OMS and venue. What goes over it is a function of {@code orders.commands} alone, so it
 * may lose, repeat or reorder anything: the venue applies an instruction of a partition only if it names the last one applied
 * as its predecessor, ignores what it has applied, and asks to resume when it sees a gap.
 *
 * <pre>
 *   OMS  ── open(partition) ─────────────────────────▶ venue
 *   OMS  ◀─ resume(partition, last applied offset) ─── venue      on open, on a gap, after a rebuild
 *   OMS  ── instruct(previous offset, instruction) ──▶ venue      answers come through exec.reports
 * </pre>
 */
package io.atlas.wire.link;
