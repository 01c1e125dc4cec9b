package io.atlas.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.EpochStart;
import io.atlas.domain.Origin;
import io.atlas.domain.Side;
import io.atlas.wire.log.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bad record is refused with the topic, the field, the value and what was expected. */
class MalformedRecordTest {
    private static final String DEPOSIT = "{'v':1,'type':'DEPOSIT','epoch':3,'seq':4,'time':'5',"
            + "'depositId':'D1','account':'A','asset':'USD','amount':'1.5','eventsSeen':-1}";
    private final CommandCodec codec = new CommandCodec();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'v':1                 | 'v':2                   | orders.commands v: 2 (expected: 1)
            'v':1                 | 'x':1                   | orders.commands header: other fields (expected: v, type, epoch, seq
            'seq':4,'time':'5'    | 'time':'5','seq':4      | orders.commands header: other fields (expected: v, type, epoch, seq
            'time':'5'            | 'time':5                | orders.commands time: 5 (expected: text)
            'time':'5'            | 'time':'now'            | orders.commands time: 'now' (expected: epoch nanoseconds as text)
            'time'                | 'cause':'x','time'      | orders.commands cause: 'x' (expected: topic/partition/offset)
            'seq':4               | 'seq':'4'               | orders.commands seq: 4 (expected: a whole number)
            'seq':4               | 'seq':4.0               | orders.commands seq: a number (expected: a whole number)
            DEPOSIT               | WITHDRAWAL              | WITHDRAWAL type: 'WITHDRAWAL' (expected: a type of this topic)
            'account':'A',        | ``                      | orders.commands@9 DEPOSIT account: missing (expected: text)
            'account':'A'         | 'account':null          | orders.commands@9 DEPOSIT account: missing (expected: text)
            '1.5'                 | 1.5                     | orders.commands@9 DEPOSIT amount: a number (expected: text)
            '1.5'                 | '1e5'                   | DEPOSIT amount: '1e5' (expected: a decimal as text, at most 8 decimals)
            '1.5'                 | '0.123456789'           | DEPOSIT amount: '0.123456789' (expected: a decimal as text
            '1.5'                 | '99999999999'           | DEPOSIT amount: '99999999999' (expected: a decimal as text
            'eventsSeen':-1}      | 'eventsSeen':-1         | orders.commands: not JSON
            'eventsSeen':-1}      | 'eventsSeen':-1}{}      | orders.commands: START_OBJECT (expected: nothing after the object)
            """)
    void aBadRecordIsNamedByTopicFieldValueAndExpectation(String good, String bad, String message) {
        String text = DEPOSIT.replace(good, bad == null ? "" : bad);
        assertThat(text).isNotEqualTo(DEPOSIT);
        assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(() -> codec.decode(record(text)))
                .withMessageContaining(message);
    }

    @Test
    void nestedFieldsAreNamedWithTheirPath() {
        String text = "{'v':1,'type':'REPORT','epoch':3,'seq':4,'time':'5','input':1,'tick':1,"
                + "'outcomes':[{'kind':'ACCEPTED','orderId':'1-2'},{'kind':'ACCEPTED','orderId':'12'}]}";
        assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(() -> new VenueRecordCodec().decode(record(text)))
                .withMessage("exec.reports@9 REPORT outcomes[1].orderId: '12' (expected: partition-offset or NONE)");
    }

    @Test
    void unknownFieldsAreIgnored() {
        String wider = DEPOSIT.replace("'depositId'", "'note':{'a':[1.5,1e400,null]},'depositId'");
        assertThat(codec.decode(record(wider))).isEqualTo(codec.decode(record(DEPOSIT)));
    }

    @Test
    void aConfigurationThatDoesNotMatchItsHashIsRefused() {
        byte[] value = codec.encode(-1, 0, null, 1, new EpochStart("gw-1", -1, "{\"name\":\"demo\"}"));
        String text = new String(value, UTF_8).replace("demo", "dome");
        assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(() -> codec.decode(new LogRecord(9, null, text.getBytes(UTF_8), null)))
                .withMessageContaining("orders.commands@9 EPOCH_START configHash: ");
    }

    @Test
    void anOrderThatCannotExistIsRefused() {
        String text =
                "{'v':1,'type':'ORDERS','epoch':3,'seq':4,'time':'5','commandsSeen':1,'changes':[{'kind':'ACCEPTED',"
                        + "'order':{'orderId':'0-1','clOrdId':'c','account':'a','symbol':'s','side':'BUY','ordType':'LIMIT','tif':'DAY',"
                        + "'qty':'2','px':'1','state':'FILLED','cumQty':'1','leavesQty':'1','cumAmount':'1'}}]}";
        assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(() -> new OrderEventCodec().decode(record(text)))
                .withMessageContaining("order 0-1, FILLED, qty: 200000000");
    }

    @Test
    void whatCouldNotBeReadIsNeverWritten() {
        CancelOrder cancel =
                new CancelOrder(new Origin("ALGO1", 7, "c-2", "ALGO1-1", "x"), null, 5, "BTC-USD", Side.BUY, -1);
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> codec.encode(3, 4, null, 5, cancel))
                .withMessage("origClOrdId");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> codec.encode(-1, 0, null, 5, new EpochStart("gw-1", -1, "[]")))
                .withMessage("config: '[]' (expected: one JSON object)");
    }

    private static LogRecord record(String text) {
        return new LogRecord(9, null, text.replace('\'', '"').getBytes(UTF_8), null);
    }
}
