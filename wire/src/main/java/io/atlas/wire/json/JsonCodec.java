package io.atlas.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.atlas.domain.EpochStart;
import io.atlas.domain.Invariant;
import io.atlas.domain.LogPosition;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the records of all topics share: the header and EPOCH_START. Source: {@code wire/doc/envelope.md}.
 *
 * <p>Errors: what cannot be read is a {@link MalformedRecord}; a body that lacks a required field is a
 * {@link NullPointerException} naming it, on encoding, so that it never reaches the log.
 */
abstract class JsonCodec<T> implements RecordCodec<T> {
    static final String EPOCH_START = "EPOCH_START";
    static final String NOOP = "NOOP";
    private static final int VERSION = 1;
    private static final int USUAL_BYTES = 512;

    private final JsonFactory json =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
    private final String topic;

    JsonCodec(String topic) {
        this.topic = topic;
    }

    /** The record's type; not asked for EPOCH_START. */
    abstract String type(T body);

    /** Writes the body's fields; not asked for EPOCH_START. */
    abstract void write(FieldWriter out, T body) throws IOException;

    /** Reads the body of that type; null if there is no such type. */
    abstract T readOrNull(String type, Fields in);

    /** EPOCH_START as a body of this topic. */
    abstract T body(EpochStart start);

    @Override
    public final byte[] encode(long epoch, long seq, LogPosition causeOrNull, long time, T body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            FieldWriter out = new FieldWriter(generator);
            generator.writeStartObject();
            out.number("v", VERSION);
            out.text("type", body instanceof EpochStart ? EPOCH_START : type(body));
            out.number("epoch", epoch);
            out.number("seq", seq);
            out.textIfAny("cause", causeOrNull == null ? null : causeOrNull.toString());
            out.text("time", Long.toString(time));
            if (body instanceof EpochStart start) {
                write(out, start);
            } else {
                write(out, body);
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new IllegalArgumentException(topic + ": not encodable: " + body, e);
        }
        return bytes.toByteArray();
    }

    private void write(FieldWriter out, EpochStart start) throws IOException {
        requireObject(start.config());
        out.number("follows", start.followsEpoch());
        out.text("owner", start.owner());
        out.raw("config", start.config());
        out.text("configHash", sha256(start.config()));
    }

    private void requireObject(String config) throws IOException {
        try (JsonParser parser = json.createParser(config)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            parser.skipChildren();
            if (!object || parser.nextToken() != null) {
                throw new IllegalArgumentException("config: '" + config + "' (expected: one JSON object)");
            }
        }
    }

    @Override
    public final Header header(byte[] value) {
        Header scanned = HeaderScan.scanOrNull(value);
        return scanned != null ? scanned : header(parsed(value));
    }

    private static Header header(Fields in) {
        boolean epochStart = in.text("type").equals(EPOCH_START);
        return new Header(epochStart, in.number("epoch"), in.number("seq"), epochStart ? in.number("follows") : -1);
    }

    @Override
    public final Entry<T> decode(LogRecord record) {
        Entry<T> written = writtenOrNull(record);
        return written != null ? written : parsed(record);
    }

    /** A record as our writer lays it out, read in one pass; null if anything about it is different. */
    final Entry<T> writtenOrNull(LogRecord record) {
        try {
            WrittenFields in = new WrittenFields(record.value());
            if (in.number("v") != VERSION) {
                return null;
            }
            String type = in.text("type");
            long epoch = in.number("epoch");
            long seq = in.number("seq");
            LogPosition cause = in.positionOrNull("cause");
            long time = in.time("time");
            T body = type.equals(EPOCH_START) ? null : readOrNull(type, in);
            return body == null || !in.atEnd()
                    ? null
                    : new Entry<>(record.offset(), epoch, seq, cause, time, body, record.stamps());
        } catch (WrittenFields.Unusual | Invariant.Broken e) {
            return null;
        }
    }

    /** Any record, however its JSON is laid out; says what is wrong with the rest. */
    final Entry<T> parsed(LogRecord record) {
        ParsedFields in = parsed(record.value());
        String type = in.text("type");
        long epoch = in.number("epoch");
        long seq = in.number("seq");
        LogPosition cause = in.positionOrNull("cause");
        long time = in.time("time");
        in.place(topic + '@' + record.offset() + ' ' + type);
        return new Entry<>(record.offset(), epoch, seq, cause, time, body(type, in), record.stamps());
    }

    /** The record's fields, with the header where it belongs. */
    private ParsedFields parsed(byte[] value) {
        try (JsonParser parser = json.createParser(value)) {
            ParsedFields in = ParsedFields.read(parser, value, topic, "config");
            if (!in.beginWith("v", "type", "epoch", "seq", "time")
                    && !in.beginWith("v", "type", "epoch", "seq", "cause", "time")) {
                throw in.malformed("header", "other fields", "v, type, epoch, seq, cause (may be missing), time");
            }
            long version = in.number("v");
            if (version != VERSION) {
                throw in.malformed("v", Long.toString(version), Integer.toString(VERSION));
            }
            return in;
        } catch (IOException e) {
            throw new MalformedRecord(topic + ": not JSON: " + e.getMessage(), e);
        }
    }

    private T body(String type, ParsedFields in) {
        try {
            T body = type.equals(EPOCH_START) ? body(epochStart(in)) : readOrNull(type, in);
            if (body == null) {
                throw in.malformed("type", '\'' + type + '\'', "a type of this topic");
            }
            return body;
        } catch (Invariant.Broken e) {
            // The fields are well-formed one by one, but no such order can exist.
            throw in.malformed("body", e.getMessage(), "a possible order");
        }
    }

    private static EpochStart epochStart(ParsedFields in) {
        long follows = in.number("follows");
        String owner = in.text("owner");
        String config = in.text("config");
        String hash = in.text("configHash");
        if (!hash.equals(sha256(config))) {
            throw in.malformed("configHash", hash, sha256(config));
        }
        return new EpochStart(owner, follows, config);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
