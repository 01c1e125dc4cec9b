/**
 * Simulated algorithmic clients: they trade, make mistakes, lose their connection and come back, and keep their own history
 * of what they sent and heard, as a counterparty would.
 *
 * <p>Threading: one thread, stepped by {@link io.atlas.sim.SimulationRun}.
 */
package io.atlas.sim.client;
