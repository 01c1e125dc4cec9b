/**
 * The bare parts that a measured order is compared with, in the same minutes on the same machine: what QuickFIX/J costs alone,
 * and what it costs with three Kafka hops and no logic between.
 *
 * <pre>
 *   {@link io.atlas.bench.bare.BareAcceptor}:  D ──▶ 150=0
 *   {@link io.atlas.bench.bare.KafkaSkeleton}: D ──▶ hop 1 ──▶ 150=A
 *                             └──▶ hop 2 ──▶ hop 3 ──▶ 150=0
 * </pre>
 *
 * <p>Threads: QuickFIX/J's one for all sessions, and in the skeleton one consumer each for gateway, order management and venue.
 */
package io.atlas.bench.bare;
