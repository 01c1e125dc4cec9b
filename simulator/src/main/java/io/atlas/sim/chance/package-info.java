/** Everything a seed decides: the dice, and which faults happen how often. Single-threaded. */
package io.atlas.sim.chance;
