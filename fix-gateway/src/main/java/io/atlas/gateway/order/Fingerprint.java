package io.atlas.gateway.order;

import io.atlas.domain.Origin;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import java.util.HexFormat;

/** Sixteen hex digits (FNV-1a) over what a request asks for: equal for a repeat, different for a reused ClOrdID. */
final class Fingerprint {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final HexFormat HEX = HexFormat.of();

    private static final int DIGITS = 16;

    private Fingerprint() {}

    /** The number behind the digits; of any other text (a record of another version) a hash. */
    static long bits(String content) {
        try {
            if (content.length() == DIGITS) {
                return HexFormat.fromHexDigitsToLong(content);
            }
        } catch (NumberFormatException otherText) {
            return hash(content);
        }
        return hash(content);
    }

    /**
     * What tells one refused repeat from another: its number and its content. The number alone will not do: after 141=Y
     * another message has it.
     */
    static long ofMessage(Origin origin) {
        return hash(origin.session(), origin.msgSeqNum(), origin.clOrdId(), origin.content());
    }

    static String of(NewOrderSingle request) {
        return text(
                'D',
                request.account(),
                request.symbol(),
                request.side(),
                request.ordType(),
                request.tif(),
                request.qty(),
                request.px());
    }

    static String of(CancelRequest request) {
        return text('F', request.origClOrdId(), request.orderId(), request.symbol(), request.side());
    }

    static String of(ReplaceRequest request) {
        return text(
                'G',
                request.origClOrdId(),
                request.orderId(),
                request.symbol(),
                request.side(),
                request.qty(),
                request.px());
    }

    private static String text(Object... fields) {
        return HEX.toHexDigits(hash(fields));
    }

    private static long hash(Object... fields) {
        long hash = OFFSET_BASIS;
        for (Object field : fields) {
            String text = String.valueOf(field);
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * PRIME;
            }
            // A separator that no field can contain keeps "ab","c" and "a","bc" apart.
            hash = (hash ^ 0xFFFF) * PRIME;
        }
        return hash;
    }
}
