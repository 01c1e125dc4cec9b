package io.atlas.console.view;

import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrdersChanged;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads {@code orders.events} for alarms only: a record that quarantines nothing is handed over as one that changes nothing. */
final class QuarantineCodec implements RecordCodec<OrderEvent> {
    private static final byte[] WORD =
            ('"' + OrderChange.Kind.QUARANTINED.name() + '"').getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STRAYS = "\"strays\":".getBytes(StandardCharsets.US_ASCII);
    private static final OrderEvent NOTHING = new OrdersChanged(-1, List.of());

    private final OrderEventCodec codec = new OrderEventCodec();

    @Override
    public byte[] encode(long epoch, long seq, LogPosition causeOrNull, long time, OrderEvent body) {
        return codec.encode(epoch, seq, causeOrNull, time, body);
    }

    @Override
    public Header header(byte[] value) {
        return codec.header(value);
    }

    @Override
    public Entry<OrderEvent> decode(LogRecord record) {
        return contains(record.value(), WORD) || contains(record.value(), STRAYS)
                ? codec.decode(record)
                : new Entry<>(record.offset(), 0, 0, null, 0, NOTHING, record.stamps());
    }

    private static boolean contains(byte[] value, byte[] word) {
        for (int i = 0; i <= value.length - word.length; i++) {
            if (value[i] == word[0] && value[i + 1] == word[1] && matches(value, i, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] value, int at, byte[] word) {
        for (int i = 2; i < word.length; i++) {
            if (value[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
