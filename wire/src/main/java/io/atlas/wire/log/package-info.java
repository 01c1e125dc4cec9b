/**
 * The log, and the protocol by which exactly one owner writes a partition.
 *
 * <pre>
 *   propose ──▶ {@link io.atlas.wire.log.OwnedPartition} ──▶ {@link io.atlas.wire.log.CommandLog} (Kafka, memory, file)
 *                   ▲   confirmed · lost · left                        │
 *                   └── {@link io.atlas.wire.log.EpochFold} ◀── read back ──┘
 * </pre>
 *
 * <p>Threading: everything here is stepped by the one agent thread of a service ({@code poll}, {@code doWork}); an
 * implementation of {@code CommandLog} may own threads of its own, but calls back only from {@code poll}.
 */
package io.atlas.wire.log;
