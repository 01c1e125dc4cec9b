package io.atlas.console.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final EventStream stream = new EventStream(() -> "{\"all\":1}");

    @Test
    void oneStepIsOneFrameAndNothingIsLeftOut() {
        stream.add("{\"a\":1}");
        stream.add("{\"a\":2}");
        assertThat(stream.flush()).isTrue();
        assertThat(stream.flush()).isFalse();
        assertThat(stream.deltaOrNull(0)).isEqualTo(",\"from\":0,\"seq\":1,\"items\":[{\"a\":1},{\"a\":2}]}");
        assertThat(stream.deltaOrNull(1)).isEqualTo(",\"from\":1,\"seq\":1}");
        assertThat(stream.deltaOrNull(2)).isNull();
        assertThat(stream.snapshot()).isEqualTo(",\"seq\":1,\"items\":[{\"all\":1}]}");
    }

    @Test
    void aSnapshotHoldsWhatWasAddedInItsStep() {
        stream.add("{\"a\":1}");
        assertThat(stream.snapshot()).startsWith(",\"seq\":1,");
        assertThat(stream.flush()).isFalse();
    }

    @Test
    void theOldestFramesLeaveWhenThereAreTooMany() {
        for (int i = 0; i < EventStream.MOST_FRAMES + 3; i++) {
            stream.add("{}");
            stream.flush();
        }
        assertThat(stream.deltaOrNull(2)).isNull();
        for (long from = 3; from < stream.seq(); from++) {
            assertThat(stream.deltaOrNull(from)).startsWith(",\"from\":" + from + ",");
        }
    }

    @Test
    void theOldestFramesLeaveWhenTheyAreTooLarge() {
        String large = "\"" + "x".repeat(EventStream.MOST_CHARS / 3) + "\"";
        for (int i = 0; i < 5; i++) {
            stream.add(large);
            stream.flush();
        }
        assertThat(stream.deltaOrNull(2)).isNull();
        assertThat(stream.deltaOrNull(3)).isNotNull();
        stream.add("\"" + "x".repeat(EventStream.MOST_CHARS * 2) + "\"");
        stream.flush();
        assertThat(stream.deltaOrNull(4)).isNull();
        assertThat(stream.deltaOrNull(5)).isNotNull(); // The newest is kept whatever its size.
    }
}
