package io.atlas.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {
    /** The hashes are those of Kafka's own tests: a change of the hash would strand every group. */
    @ParameterizedTest
    @CsvSource({"21, -973932308", "foobar, -790332482", "a-little-bit-long-string, -985981536"})
    void aGroupLivesWhereKafkaWouldPutItsName(String group, int murmur2) {
        assertThat(Utils.murmur2(group.getBytes(StandardCharsets.UTF_8))).isEqualTo(murmur2);
        assertThat(Partitions.of(group, 16)).isEqualTo((murmur2 & 0x7fffffff) % 16);
    }

    @Test
    void theLoadGroupsSpreadOverMostPartitions() {
        List<Integer> used = new ArrayList<>();
        for (int n = 1; n <= 32; n++) {
            used.add(Partitions.of(String.format("LOAD%02d", n), 16));
        }
        assertThat(used).allMatch(partition -> partition >= 0 && partition < 16);
        assertThat(used.stream().distinct().count()).isGreaterThanOrEqualTo(10);
    }
}
