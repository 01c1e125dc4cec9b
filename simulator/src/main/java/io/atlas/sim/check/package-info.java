/**
 * The invariants of the design, each checked by a small model of its own. The checkers read the log's bytes with the codecs
 * and hear what clients hear; beyond that they share nothing with what they check, so that a mistake is not made twice.
 *
 * <pre>
 *   log ──▶ {@link io.atlas.sim.check.LogWitness} (I9) ──valid records──▶ checkers I1–I8, I11–I13
 *   clients ──────────────── sent, heard ──────────────────────────────▶ I6, I7, I11
 *   the venue's stream, frames, subscribers ───────────────────────────▶ I12, I13
 *   at checkpoints: {@link io.atlas.sim.check.I10Replay} runs fresh cores over the whole log
 * </pre>
 *
 * <p>Threading: one thread.
 */
package io.atlas.sim.check;
