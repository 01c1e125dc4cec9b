package io.atlas.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.EpochStart;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final String TOPIC = "t";

    private final InMemoryLog store = new InMemoryLog().createTopic(TOPIC, 1);
    private final CommandLog log = store.client();

    private void append(long epoch, long seq, Object body) {
        log.append(TOPIC, 0, null, new TextCodec().encode(epoch, seq, null, 1, body), null, CommandLog.Outcome.IGNORED);
    }

    @Test
    void itIsTheHashOfThePreviousOneAndTheValue() {
        Chain chain = new Chain();
        assertThat(chain.hex()).isEqualTo(Chain.START);
        chain.add("abc".getBytes(UTF_8));
        byte[] bytes = new byte[35];
        System.arraycopy("abc".getBytes(UTF_8), 0, bytes, 32, 3);
        assertThat(chain.hex()).isEqualTo(Chain.hash(bytes));
    }

    @Test
    void theHashIsSha256() {
        assertThat(Chain.hash("abc".getBytes(UTF_8)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void somethingElseIsNoChain() {
        assertThatThrownBy(() -> new Chain("abcd")).hasMessageContaining("64 hex digits");
    }

    @Test
    void onlyValidRecordsCount() {
        append(-1, 0, new EpochStart("a", -1, "{}"));
        append(0, 1, "one");
        append(0, 2, "two");
        ValidReader<Object> clean = new ValidReader<>(log, TOPIC, 0, new TextCodec());
        clean.poll(entry -> {}, 100);

        append(0, 2, "again");
        append(9, 1, "of another epoch");
        ValidReader<Object> all = new ValidReader<>(log, TOPIC, 0, new TextCodec());
        all.poll(entry -> {}, 100);

        assertThat(all.chain()).isEqualTo(clean.chain());
        assertThat(all.inertCount()).isEqualTo(2);
        assertThat(all.state().position()).isEqualTo(4);
        append(0, 3, "three");
        all.poll(entry -> {}, 100);
        assertThat(all.chain()).isNotEqualTo(clean.chain());
    }

    @Test
    void aReaderThatStartsAnywhereEndsWhereOneFromTheBeginningEnds() {
        append(-1, 0, new EpochStart("a", -1, "{}"));
        for (int i = 1; i <= 5; i++) {
            append(0, i, "a" + i);
            append(0, i, "late " + i);
        }
        append(-1, 0, new EpochStart("b", 0, "{}"));
        append(0, 6, "of a zombie");
        append(11, 1, "b1");
        int end = store.records(TOPIC, 0).size();
        ValidReader<Object> whole = new ValidReader<>(log, TOPIC, 0, new TextCodec());
        List<String> bodies = new ArrayList<>();
        whole.poll(entry -> bodies.add(entry.offset() + " " + entry.body()), 100);

        for (int split = 0; split <= end; split++) {
            List<String> heard = new ArrayList<>();
            ValidReader<Object> first = new ValidReader<>(log, TOPIC, 0, new TextCodec());
            first.poll(entry -> heard.add(entry.offset() + " " + entry.body()), split);
            ValidReader<Object> second = new ValidReader<>(log, TOPIC, 0, new TextCodec(), first.state());
            assertThat(second.state()).isEqualTo(first.state());
            second.poll(entry -> heard.add(entry.offset() + " " + entry.body()), 100);

            assertThat(second.state()).as("split at %d", split).isEqualTo(whole.state());
            assertThat(heard).hasSameSizeAs(bodies);
        }
    }

    @Test
    void anOwnerThatStartsAfterAPositionOwnsAndGoesOn() {
        Owner first = new Owner("first", store.client(), TOPIC);
        for (int i = 0; i < 5; i++) {
            first.step(i);
        }
        first.propose("x");
        first.step(9);
        FoldState seen = first.partition.state();
        first.propose("y");
        first.step(10);

        Owner second = new Owner("second", store.client(), TOPIC, seen);
        for (int i = 0; i < 5; i++) {
            second.step(20 + i);
        }
        assertThat(second.heard).containsExactly("history y", "history START second", "owned");
        second.propose("z");
        second.step(30);
        ValidReader<Object> reader = new ValidReader<>(log, TOPIC, 0, new TextCodec());
        reader.poll(entry -> {}, 100);
        assertThat(second.partition.state()).isEqualTo(reader.state());
        assertThat(second.partition.chain()).isEqualTo(reader.chain());
    }
}
