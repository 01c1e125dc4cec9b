package io.atlas.launcher.fix;

import static io.atlas.launcher.fix.KnownOrders.text;

import io.atlas.domain.TimeInForce;
import io.atlas.launcher.Refusal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Set;
import quickfix.FieldMap;
import quickfix.Message;

/** Makes the FIX messages of typed lines. Thread: main. */
final class FixMessages {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    /** What the session fills in, whatever a raw message says. */
    private static final Set<Integer> SESSION_TAGS = Set.of(8, 9, 10, 34, 49, 52, 56);

    private static final Set<Integer> HEADER_TAGS = Set.of(35, 43, 50, 57, 97, 115, 116, 122, 128, 129);

    private final Clock clock;
    private final String account;
    private final String prefix;
    private int count;

    /**
     * @param accountOrNull Account(1) of every order; null to leave it out
     * @param prefix what every ClOrdID(11) of this start begins with
     */
    FixMessages(Clock clock, String accountOrNull, String prefix) {
        this.clock = clock;
        this.account = accountOrNull;
        this.prefix = prefix;
    }

    Message enter(TypedLine line) {
        Message order = request("D");
        order.setString(55, line.symbol());
        order.setChar(54, line.side().fix());
        order.setChar(40, line.px() == null ? '1' : '2');
        order.setString(38, line.qty());
        if (line.px() != null) {
            order.setString(44, line.px());
        }
        if (line.tif() != null) {
            order.setChar(59, line.tif().fix());
        }
        return order;
    }

    /** Whether the order cannot rest in the book. */
    static boolean endsByItself(TypedLine line) {
        return line.px() == null || line.tif() == TimeInForce.IOC || line.tif() == TimeInForce.FOK;
    }

    Message cancel(Message last) {
        Message cancel = request("F");
        about(cancel, last);
        cancel.setString(41, text(last, 11));
        cancel.setString(38, text(last, 38));
        return cancel;
    }

    Message replace(Message last, String qty, String px) {
        Message replace = request("G");
        about(replace, last);
        replace.setString(41, text(last, 11));
        replace.setString(40, text(last, 40));
        replace.setString(38, qty);
        replace.setString(44, px);
        return replace;
    }

    Message status(Message last) {
        Message status = new Message();
        status.getHeader().setString(35, "H");
        about(status, last);
        status.setString(11, text(last, 11));
        return status;
    }

    /** OrderID(37) goes along, so that any id of the chain will do in 41. */
    private static void about(Message request, Message last) {
        request.setString(37, text(last, 37));
        request.setString(55, text(last, 55));
        request.setString(54, text(last, 54));
    }

    private Message request(String msgType) {
        Message message = new Message();
        message.getHeader().setString(35, msgType);
        message.setString(11, prefix + ++count);
        message.setString(60, UTC.format(clock.instant()));
        if (account != null) {
            message.setString(1, account);
        }
        return message;
    }

    /**
     * A message of the fields as typed, in their order; a tag that comes twice counts once.
     *
     * @throws Refusal if it has no MsgType(35) or a field is not tag=value
     */
    static Message raw(String fields) {
        String[] pairs = Arrays.stream(fields.split("[|\u0001]"))
                .filter(pair -> !pair.isBlank())
                .toArray(String[]::new);
        int[] tags = Arrays.stream(pairs).mapToInt(FixMessages::tag).toArray();
        Message message = new Ordered(tags);
        for (int i = 0; i < pairs.length; i++) {
            if (!SESSION_TAGS.contains(tags[i])) {
                FieldMap part = HEADER_TAGS.contains(tags[i]) ? message.getHeader() : message;
                part.setString(tags[i], pairs[i].substring(pairs[i].indexOf('=') + 1));
            }
        }
        if (!message.getHeader().isSetField(35)) {
            throw new Refusal("raw: MsgType is missing (expected: raw 35=D|11=...)");
        }
        return message;
    }

    private static int tag(String pair) {
        try {
            return Integer.parseInt(
                    pair.substring(0, Math.max(0, pair.indexOf('='))).strip());
        } catch (NumberFormatException e) {
            throw new Refusal("raw: '" + pair + "' (expected: tag=value, separated by |)");
        }
    }

    /** Keeps the fields in the order they were typed. */
    private static final class Ordered extends Message {
        private static final long serialVersionUID = 1L;

        Ordered(int[] tags) {
            super(tags);
        }
    }
}
