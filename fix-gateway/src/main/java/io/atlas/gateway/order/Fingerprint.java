package io.atlas.gateway.order;

import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import java.util.HexFormat;

/** Sixteen hex digits (FNV-1a) over what a request asks for: equal for a repeat, different for a reused ClOrdID. */
final class Fingerprint {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final HexFormat HEX = HexFormat.of();

    private Fingerprint() {}

    static String of(NewOrderSingle request) {
        return hash(
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
        return hash('F', request.origClOrdId(), request.orderId(), request.symbol(), request.side());
    }

    static String of(ReplaceRequest request) {
        return hash(
                'G',
                request.origClOrdId(),
                request.orderId(),
                request.symbol(),
                request.side(),
                request.qty(),
                request.px());
    }

    private static String hash(Object... fields) {
        long hash = OFFSET_BASIS;
        for (Object field : fields) {
            String text = String.valueOf(field);
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * PRIME;
            }
            // A separator that no field can contain keeps "ab","c" and "a","bc" apart.
            hash = (hash ^ 0xFFFF) * PRIME;
        }
        return HEX.toHexDigits(hash);
    }
}
