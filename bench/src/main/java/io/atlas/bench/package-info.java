/**
 * Measurements: the FIX load generator ({@link io.atlas.bench.load}), the bare parts to compare with ({@link io.atlas.bench.bare}),
 * and JMH runs of the cores. Nothing here is asserted in tests: figures belong to a machine and a minute.
 */
package io.atlas.bench;
