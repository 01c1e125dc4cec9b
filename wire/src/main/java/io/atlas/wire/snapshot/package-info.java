/**
 * Snapshots: what a fold knows after so many records, written to the log beside it, so that a start need not read everything.
 *
 * <pre>
 *   fold ──image──▶ {@link io.atlas.wire.snapshot.SnapshotWriter} ──chunks, then manifest──▶ topic {@code snapshots}
 *   fold ◀──rows── {@link io.atlas.wire.snapshot.Snapshot} ◀── {@link io.atlas.wire.snapshot.SnapshotReader} ◀──┘
 *            and the tail of the log after the positions in the manifest
 * </pre>
 *
 * <p>Never trusted over the log: a snapshot that is not whole, of another version or configuration, or whose positions hold other
 * records than the log does, is not used; the fold then reads from the beginning. Source: {@code wire/doc/snapshots.md}.
 *
 * <p>Threading: everything here is stepped by the service's agent thread.
 */
package io.atlas.wire.snapshot;
