/**
 * The world outside the services, on virtual time: the log's faults, the venue link, the market stream, and FIX sessions with
 * a store that outlives a crash. Each service instance holds ends of these; when it is killed its ends go dead, and what had
 * not left it is gone.
 *
 * <p>Threading: one thread, stepped by {@link io.atlas.sim.SimulationRun}.
 */
package io.atlas.sim.port;
