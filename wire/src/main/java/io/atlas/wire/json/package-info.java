/**
 * The records of the topics as JSON: one codec per topic, one object per record, beginning with {@code v, type, epoch, seq,
 * cause, time}. The field tables are in {@code wire/doc}.
 *
 * <pre>
 *   body ──▶ {@link io.atlas.wire.json.JsonCodec} ── FieldWriter ──▶ bytes          canonical: equal records, equal bytes
 *   body ◀── {@link io.atlas.wire.json.JsonCodec} ◀── WrittenFields ◀ bytes         as we write them: one pass, no parser
 *                            ◀── ParsedFields ◀─ any other bytes   or {@link io.atlas.wire.json.MalformedRecord}
 * </pre>
 *
 * <p>Threading: codecs keep nothing between calls, so any number of threads may share one.
 */
package io.atlas.wire.json;
