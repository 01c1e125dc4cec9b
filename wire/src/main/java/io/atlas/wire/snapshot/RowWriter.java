package io.atlas.wire.snapshot;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrderIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes rows: one JSON object each, a line each, with the fields in the order of the calls. {@link RowReader} reads them in
 * the same order. Methods ending in {@code IfAny} leave out null.
 */
public final class RowWriter {
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator("\n").build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;

    RowWriter() {
        json = io(() -> JSON.createGenerator(bytes));
    }

    private interface Io<T> {
        T run() throws IOException;
    }

    /** The bytes are in memory: nothing can fail. */
    private static <T> T io(Io<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a row of that kind. */
    public RowWriter start(String kind) {
        return field(() -> {
            json.writeStartObject();
            json.writeStringField("row", kind);
            return this;
        });
    }

    private RowWriter field(Io<RowWriter> write) {
        return io(write);
    }

    public RowWriter text(String name, String value) {
        return field(() -> {
            json.writeStringField(name, requireNonNull(value, name));
            return this;
        });
    }

    public RowWriter textIfAny(String name, String value) {
        return value == null ? this : text(name, value);
    }

    public RowWriter word(String name, Enum<?> value) {
        return text(name, requireNonNull(value, name).name());
    }

    public RowWriter wordIfAny(String name, Enum<?> value) {
        return value == null ? this : word(name, value);
    }

    public RowWriter number(String name, long value) {
        return field(() -> {
            json.writeNumberField(name, value);
            return this;
        });
    }

    /** A scaled long as its canonical text. */
    public RowWriter decimal(String name, long value) {
        return text(name, FixedPoint.format(value));
    }

    /** An order id or request number: {@code partition-offset}, or {@code NONE}. */
    public RowWriter id(String name, long value) {
        return text(name, OrderIds.text(value));
    }

    public RowWriter flag(String name, boolean value) {
        return field(() -> {
            json.writeBooleanField(name, value);
            return this;
        });
    }

    /** Bytes in base 64: for large tables of numbers. */
    public RowWriter bytes(String name, byte[] value) {
        return field(() -> {
            json.writeBinaryField(name, value);
            return this;
        });
    }

    /** Ends the row. */
    public void end() {
        io(() -> {
            json.writeEndObject();
            json.flush();
            return null;
        });
    }

    /** How much has been written and not taken. */
    int size() {
        return bytes.size();
    }

    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
