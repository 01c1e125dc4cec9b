/**
 * Who owns which partition: each service says so once a second in the compacted topic {@code owners}. It tells people, not the
 * order path: what fences a former owner is its successor's EPOCH_START, never a record here.
 *
 * <pre>
 *   service's agent ─▶ {@link io.atlas.wire.owners.OwnersBeacon} ─▶ owners/0 ─▶ {@link io.atlas.wire.owners.OwnersReader} ─▶ a start's refusal ·
 *                                                                             WRONG_GATEWAY's address · alarms and /health
 * </pre>
 *
 * <p>Threads: a beacon and a reader each belong to one thread, the one that polls their log. Record: {@code wire/doc/owners.md}.
 */
package io.atlas.wire.owners;
