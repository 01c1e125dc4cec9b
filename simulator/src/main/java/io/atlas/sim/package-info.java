/**
 * All services on virtual time in one thread, over the in-memory log, with faults drawn from a seed and invariants checked at
 * every step. The same seed gives the same run, byte for byte.
 *
 * <pre>
 *   seed ─▶ {@link io.atlas.sim.SimulationRun} ─ which service steps next, what breaks ─▶ {@link io.atlas.sim.Cluster}
 *               │ clients ◀─FIX sessions─▶ gateway ◀─log─▶ OMS ◀─link─▶ venue
 *               └ {@link io.atlas.sim.check.Checkers} read the log and hear the clients
 * </pre>
 *
 * <p>Threading: one thread per run and nothing shared between runs; {@link io.atlas.sim.Simulate} plays several at once.
 */
package io.atlas.sim;
