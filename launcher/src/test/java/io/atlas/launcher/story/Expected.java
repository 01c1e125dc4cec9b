package io.atlas.launcher.story;

import io.atlas.domain.OrdStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a client should see: the fields named must be as said, others are not looked at. Quantities and prices compare by value. */
final class Expected {
    /** ExecType(150). */
    enum ExecType {
        PENDING_NEW('A'),
        NEW('0'),
        TRADE('F'),
        PENDING_CANCEL('6'),
        CANCELED('4'),
        PENDING_REPLACE('E'),
        REPLACED('5'),
        REJECTED('8'),
        STATUS('I');

        private final char fix;

        ExecType(char fix) {
            this.fix = fix;
        }
    }

    private record Field(int tag, String value, boolean byValue) {
        boolean matches(String message) {
            String actual = FixText.field(message, tag);
            if (value == null || actual == null) {
                return value == null && actual == null;
            }
            return byValue ? new BigDecimal(actual).compareTo(new BigDecimal(value)) == 0 : actual.equals(value);
        }
    }

    private final List<Field> fields = new ArrayList<>();

    private Expected(String type) {
        field(35, type);
    }

    /** An ExecutionReport of that ClOrdID(11). */
    static Expected report(String clOrdId) {
        return new Expected("8").field(11, clOrdId);
    }

    /** An OrderCancelReject to the request of that ClOrdID(11). */
    static Expected cancelReject(String clOrdId) {
        return new Expected("9").field(11, clOrdId);
    }

    static Expected message(String type) {
        return new Expected(type);
    }

    Expected execType(ExecType execType) {
        return field(150, String.valueOf(execType.fix));
    }

    Expected ordStatus(OrdStatus ordStatus) {
        return field(39, String.valueOf(ordStatus.fix()));
    }

    Expected origClOrdId(String clOrdId) {
        return field(41, clOrdId);
    }

    Expected orderQty(String qty) {
        return amount(38, qty);
    }

    Expected px(String px) {
        return amount(44, px);
    }

    Expected lastQty(String qty) {
        return amount(32, qty);
    }

    Expected lastPx(String px) {
        return amount(31, px);
    }

    Expected cumQty(String qty) {
        return amount(14, qty);
    }

    Expected leavesQty(String qty) {
        return amount(151, qty);
    }

    Expected avgPx(String px) {
        return amount(6, px);
    }

    /** Our word for the reason, 20005. */
    Expected reason(String word) {
        return field(20005, word);
    }

    /** @param valueOrNull null if the field must be absent */
    Expected field(int tag, String valueOrNull) {
        fields.add(new Field(tag, valueOrNull, false));
        return this;
    }

    private Expected amount(int tag, String value) {
        fields.add(new Field(tag, value, true));
        return this;
    }

    boolean matches(String message) {
        return fields.stream().allMatch(field -> field.matches(message));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        fields.forEach(
                field -> text.append(field.tag).append('=').append(field.value).append('|'));
        return text.toString();
    }
}
