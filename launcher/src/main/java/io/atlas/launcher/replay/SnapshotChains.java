package io.atlas.launcher.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atlas.domain.LogPosition;
import io.atlas.launcher.Refusal;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chain values that services wrote into the manifests of their snapshots: what they had read, by their own account. */
final class SnapshotChains {
    private static final String MANIFEST = "/manifest";

    /** What a snapshot says of a position: the chain over the valid records up to there. */
    record Expected(String snapshot, LogPosition position, String chain) {}

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, byte[]> manifests = new HashMap<>();

    private SnapshotChains() {}

    /** Those of the manifests in force; none if the log has no snapshots. */
    static List<Expected> read(CommandLog log) {
        SnapshotChains chains = new SnapshotChains();
        for (int p = 0; p < log.partitions(Topics.SNAPSHOTS); p++) {
            try (LogReader reader = log.reader(Topics.SNAPSHOTS, p, 0)) {
                RecordScan.toEnd(reader, log.endOffset(Topics.SNAPSHOTS, p), chains::onRecord);
            }
        }
        List<Expected> all = new ArrayList<>();
        chains.manifests.forEach((key, value) -> chains.inputs(key, value, all));
        return all;
    }

    private void onRecord(LogRecord record) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (key.endsWith(MANIFEST)) {
            manifests.put(key, record.value());
        }
    }

    private void inputs(String key, byte[] manifest, List<Expected> into) {
        String snapshot = key.substring(0, key.length() - MANIFEST.length());
        try (MappingIterator<JsonNode> rows = mapper.readerFor(JsonNode.class).readValues(manifest)) {
            while (rows.hasNext()) {
                JsonNode row = rows.next();
                if (row.path("row").asText().equals("input")
                        && row.path("position").asLong() >= 0) {
                    LogPosition position = new LogPosition(
                            row.path("topic").asText(),
                            row.path("partition").asInt(),
                            row.path("position").asLong());
                    into.add(new Expected(snapshot, position, row.path("chain").asText()));
                }
            }
        } catch (IOException e) {
            throw new Refusal("the manifest of snapshot %s does not read: %s", snapshot, e.getMessage());
        }
    }
}
