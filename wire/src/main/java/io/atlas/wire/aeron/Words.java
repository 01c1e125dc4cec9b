package io.atlas.wire.aeron;

import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.wire.sbe.OrdTypeCode;
import io.atlas.wire.sbe.SideCode;
import io.atlas.wire.sbe.TifCode;

/** The domain's words and their codes, which are FIX's. A code that stands for nothing is null. */
final class Words {
    private Words() {}

    static SideCode code(Side side) {
        return SideCode.get((byte) side.fix());
    }

    static OrdTypeCode code(OrdType ordType) {
        return OrdTypeCode.get((byte) ordType.fix());
    }

    static TifCode code(TimeInForce tif) {
        return TifCode.get((byte) tif.fix());
    }

    static Side sideOrNull(byte code) {
        return switch (code) {
            case '1' -> Side.BUY;
            case '2' -> Side.SELL;
            default -> null;
        };
    }

    static OrdType ordTypeOrNull(byte code) {
        return switch (code) {
            case '1' -> OrdType.MARKET;
            case '2' -> OrdType.LIMIT;
            default -> null;
        };
    }

    static TimeInForce tifOrNull(byte code) {
        return switch (code) {
            case '0' -> TimeInForce.DAY;
            case '1' -> TimeInForce.GTC;
            case '3' -> TimeInForce.IOC;
            case '4' -> TimeInForce.FOK;
            default -> null;
        };
    }
}
