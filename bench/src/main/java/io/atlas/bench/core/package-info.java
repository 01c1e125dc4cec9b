/** JMH runs of the cores, one thread each, invariants on and outputs produced. {@code ./atlas bench} runs them. */
package io.atlas.bench.core;
