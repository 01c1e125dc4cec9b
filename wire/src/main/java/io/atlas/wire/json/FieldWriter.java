package io.atlas.wire.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import java.io.IOException;

/**
 * Writes the fields of one record in the order of the calls. Methods ending in {@code IfAny} leave out what is null; all
 * others refuse null with the field's name, because a record without a required field could never be read again.
 */
final class FieldWriter {
    private final JsonGenerator json;

    FieldWriter(JsonGenerator json) {
        this.json = json;
    }

    void text(String name, String value) throws IOException {
        json.writeStringField(name, requireNonNull(value, name));
    }

    void textIfAny(String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    void word(String name, Enum<?> value) throws IOException {
        json.writeStringField(name, requireNonNull(value, name).name());
    }

    void wordIfAny(String name, Enum<?> value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.name());
        }
    }

    /** The field {@code reason}; left out where there is nothing to say. */
    void reason(Reason reason) throws IOException {
        textIfAny("reason", reason.wordOrNull());
    }

    /** A scaled long as its canonical text. */
    void decimal(String name, long value) throws IOException {
        json.writeStringField(name, FixedPoint.format(value));
    }

    /** Leaves out 0, where 0 stands for nothing. */
    void decimalIfAny(String name, long value) throws IOException {
        if (value != 0) {
            decimal(name, value);
        }
    }

    /** An order id or a request number: {@code partition-offset}, or {@code NONE}. */
    void id(String name, long value) throws IOException {
        json.writeStringField(name, OrderIds.text(value));
    }

    void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    /** JSON that is written as it stands. */
    void raw(String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    void startObject(String name) throws IOException {
        json.writeObjectFieldStart(name);
    }

    /** An object that is an element of the list just opened. */
    void startElement() throws IOException {
        json.writeStartObject();
    }

    void endObject() throws IOException {
        json.writeEndObject();
    }

    void startList(String name) throws IOException {
        json.writeArrayFieldStart(name);
    }

    void endList() throws IOException {
        json.writeEndArray();
    }
}
