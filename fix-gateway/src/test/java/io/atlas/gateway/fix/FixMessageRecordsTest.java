package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixMessageRecordsTest {
    @Test
    void recordHoldsTheMessageByteForByteInThePartitionOfItsSession() throws IOException {
        String raw = RawMessage.of("35=D\00134=7\00158=say \"hi\"\\\001");
        List<LogRecord> records = new ArrayList<>();
        InMemoryLog store = new InMemoryLog().createTopic(Topics.FIX_MESSAGES, 4);
        try (CommandLog log = store.client();
                LogReader reader = log.reader(Topics.FIX_MESSAGES, 3, 0)) {
            new FixMessageRecords(log, session -> 3)
                    .accept(new FixMessage("ALGO1", true, 12, raw, 77, 5), CommandLog.Outcome.IGNORED);
            log.poll();
            reader.poll(records::add, 10);
        }
        assertThat(records).hasSize(1);
        JsonNode record = new ObjectMapper().readTree(records.get(0).value());
        assertThat(record.get("type").asText()).isEqualTo("FIX_IN");
        assertThat(record.get("time").asText()).isEqualTo("12");
        assertThat(record.get("store").asText()).isEqualTo("77");
        assertThat(record.get("pos").asText()).isEqualTo("5");
        assertThat(record.get("msgSeqNum").asText()).isEqualTo("7");
        assertThat(record.get("msgType").asText()).isEqualTo("D");
        assertThat(record.get("raw").asText()).isEqualTo(raw);
    }
}
