package io.atlas.wire.owners;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The record of {@code owners} as JSON. Source: {@code wire/doc/owners.md}. */
final class OwnerCodec {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TYPE = "OWNER";
    private static final int VERSION = 1;

    private OwnerCodec() {}

    static byte[] encode(OwnerRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = MAPPER.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            json.writeStringField("type", TYPE);
            json.writeStringField("service", record.service());
            json.writeNumberField("partition", record.partition());
            json.writeNumberField("epoch", record.epoch());
            json.writeStringField("owner", record.owner());
            json.writeStringField("state", record.state().name());
            json.writeStringField("why", record.why());
            json.writeNumberField("quarantined", record.quarantined());
            json.writeStringField("address", record.address());
            json.writeStringField("home", record.home());
            json.writeNumberField("time", record.timeNs());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a record of owners", e);
        }
        return bytes.toByteArray();
    }

    /** Empty for what is none of ours: the topic tells people and stops nobody. */
    static Optional<OwnerRecord> decode(byte[] value) {
        try {
            JsonNode json = MAPPER.readTree(value);
            if (json == null || !json.path("type").asText().equals(TYPE) || !json.hasNonNull("owner")) {
                return Optional.empty();
            }
            return Optional.of(new OwnerRecord(
                    json.path("service").asText(),
                    json.path("partition").asInt(),
                    json.path("epoch").asLong(-1),
                    json.path("owner").asText(),
                    OwnerState.valueOf(json.path("state").asText()),
                    json.path("why").asText(),
                    json.path("quarantined").asLong(),
                    json.path("address").asText(),
                    json.path("home").asText(),
                    json.path("time").asLong()));
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a record of owners", e);
        }
    }
}
