package io.atlas.console.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StateStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A stream whose cells the test sets. */
    private static final class Cells extends StateStream {
        Cells() {
            super(10, true);
        }

        @Override
        void look(long nowNs) {}
    }

    /** What a page holds, by the rules of the protocol. */
    private static final class Held {
        private final Map<String, String> fields = new TreeMap<>();
        private final Map<String, String> items = new TreeMap<>();
        private long seq;

        void take(String rest) {
            try {
                JsonNode frame = JSON.readTree("{\"t\":0" + rest);
                boolean snapshot = !frame.has("from");
                if (snapshot) {
                    fields.clear();
                    items.clear();
                } else {
                    assertThat(frame.path("from").asLong()).isEqualTo(seq);
                }
                seq = frame.path("seq").asLong();
                frame.path("items").forEach(item -> items.put(item.path("k").asText(), item.toString()));
                frame.path("gone").forEach(key -> items.remove(key.asText()));
                frame.properties().forEach(field -> {
                    if (!List.of("t", "from", "seq", "items", "gone").contains(field.getKey())) {
                        fields.put(field.getKey(), field.getValue().toString());
                    }
                });
            } catch (JsonProcessingException e) {
                throw new AssertionError(rest, e);
            }
        }
    }

    /** Each number is a move: set a field, set or remove an item, or let one of three pages catch up. */
    @Property
    void snapshotAndDeltasGiveTheStateWhateverThePace(
            @ForAll @Size(max = 120) List<@IntRange(max = 999) Integer> moves) {
        Cells stream = new Cells();
        Map<String, String> fields = new TreeMap<>();
        Map<String, String> items = new TreeMap<>();
        List<Held> pages = List.of(new Held(), new Held(), new Held());
        stream.refresh(0);
        pages.forEach(page -> page.take(stream.snapshot()));
        for (int move : moves) {
            String name = "n" + move / 10 % 5;
            switch (move % 10) {
                case 0, 1 -> {
                    fields.put(name, Integer.toString(move));
                    stream.field(name, Integer.toString(move));
                }
                case 2, 3, 4 -> {
                    String json = "{\"k\":\"" + name + "\",\"v\":" + move + "}";
                    items.put(name, json);
                    stream.item(name, json);
                }
                case 5 -> {
                    items.remove(name);
                    stream.remove(name);
                }
                default -> catchUp(stream, pages.get(move % 3));
            }
        }
        for (Held page : pages) {
            catchUp(stream, page);
            assertThat(page.fields).isEqualTo(fields);
            assertThat(page.items).isEqualTo(items);
        }
        Held late = new Held();
        late.take(stream.snapshot());
        assertThat(late.items).isEqualTo(items);
    }

    private static void catchUp(Stream stream, Held page) {
        stream.refresh(0);
        String delta = stream.deltaOrNull(page.seq);
        page.take(delta == null ? stream.snapshot() : delta);
        assertThat(page.seq).isEqualTo(stream.seq());
    }

    @Test
    void pagesAtTheSameSeqShareOneText() {
        Cells stream = new Cells();
        stream.refresh(0);
        stream.text("a", "x");
        stream.refresh(0);
        assertThat(stream.deltaOrNull(1))
                .isSameAs(stream.deltaOrNull(1))
                .isEqualTo(",\"from\":1,\"seq\":2,\"a\":\"x\"}");
        assertThat(stream.snapshot()).isSameAs(stream.snapshot());
    }

    @Test
    void whatDoesNotChangeRaisesNoSeq() {
        Cells stream = new Cells();
        stream.text("a", "x");
        stream.refresh(0);
        stream.text("a", "x");
        stream.refresh(0);
        assertThat(stream.seq()).isEqualTo(1);
    }

    @Test
    void afterTooManyRemovalsAnOldPageGetsASnapshot() {
        Cells stream = new Cells();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            keys.add("k" + i);
            stream.item("k" + i, "{}");
        }
        stream.refresh(0);
        for (String key : keys) {
            stream.remove(key);
            stream.refresh(0);
        }
        assertThat(stream.deltaOrNull(1)).isNull();
        assertThat(stream.deltaOrNull(stream.seq() - 1)).contains("\"gone\":[\"k1499\"]");
    }
}
