package io.atlas.domain;

import static io.atlas.domain.Samples.of;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentTest {

    @Test
    void goodTermsHaveNoFault() {
        assertThat(Samples.ACME.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // tick | lot       | min       | max  | least | most  | bps   | ref    | the fault says
                "0        | 0.001     | 0.001     | 1000 | 1     | 1000  | 500   | 100    | tick: 0 (expected: > 0)",
                "-0.01    | 0.001     | 0.001     | 1000 | 1     | 1000  | 500   | 100    | tick: -0.01 (expected: > 0)",
                "0.01     | 0         | 0.001     | 1000 | 1     | 1000  | 500   | 100    | lot: 0 (expected: > 0)",
                "0.0001   | 0.00001   | 0.001     | 1000 | 1     | 1000  | 500   | 100    | tick × lot",
                "0.015    | 0.0000001 | 0.001     | 1000 | 1     | 1000  | 500   | 150    | tick × lot",
                "90000000 | 90000000  | 90000000  | 9e10 | 1     | 1000  | 500   | 9e7    | tick × lot",
                "0.01     | 0.001     | 0.0005    | 1000 | 1     | 1000  | 500   | 100    | minQty: 0.0005",
                "0.01     | 0.001     | 0         | 1000 | 1     | 1000  | 500   | 100    | minQty: 0 ",
                "0.01     | 0.001     | 0.001     | 0    | 1     | 1000  | 500   | 100    | maxQty: 0 ",
                "0.01     | 0.001     | 0.001     | 1000 | -1    | 1000  | 500   | 100    | minNotional: -1 ",
                "0.01     | 0.001     | 0.001     | 1000 | 1     | 1     | 500   | 100    | maxNotional: 1 ",
                "0.01     | 0.001     | 0.001     | 1000 | 1     | 1000  | 0     | 100    | collarPercent: 0.0",
                "0.01     | 0.001     | 0.001     | 1000 | 1     | 1000  | 10000 | 100    | collarPercent: 100.0",
                "0.01     | 0.001     | 0.001     | 1000 | 1     | 1000  | 500   | 99.995 | referencePx: 99.995",
                "0.01     | 0.001     | 0.001     | 1000 | 1     | 1000  | 500   | 0      | referencePx: 0 ",
            })
    void eachFaultIsNamedWithItsValue(
            String tick,
            String lot,
            String min,
            String max,
            String least,
            String most,
            int bps,
            String reference,
            String fault) {
        Instrument instrument = new Instrument(
                "ACME-USD",
                "ACME",
                "USD",
                of(tick),
                of(lot),
                of(min),
                plain(max),
                of(least),
                of(most),
                bps,
                plain(reference));

        assertThat(instrument.faults()).singleElement().asString().contains(fault);
    }

    @Test
    void severalFaultsAreToldAtOnce() {
        Instrument bad = new Instrument("X", "X", "USD", of("0.01"), of("1"), 0, -1, -1, -1, 0, 0);

        assertThat(bad.faults()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        // tick, side, touch,    protection
        "0.01,   BUY,  100.00,   105",
        "0.01,   SELL, 100.00,   95",
        "0.01,   BUY,  50000.01, 52500.01", // towards the touch: 2500.0005 is cut to the tick
        "0.01,   SELL, 50000.01, 47500.01",
        "0.01,   BUY,  0.19,     0.19", // less than a tick
        "0.01,   SELL, 0.01,     0.01",
        "0.5,    BUY,  100,      105",
        "0.5,    SELL, 101.5,    96.5",
    })
    void theProtectionPriceIsTheTouchAndTheCollarOnTheTick(String tick, Side side, String touch, String protection) {
        Instrument instrument = Samples.instrument(tick, "0.001");

        assertThat(FixedPoint.format(instrument.protectionPx(side, of(touch)))).isEqualTo(protection);
    }

    @Test
    void aBuyHoldsTheQuoteAssetAndASellTheBaseAsset() {
        assertThat(Samples.ACME.reservedAsset(Side.BUY)).isEqualTo("USD");
        assertThat(Samples.ACME.reservedAsset(Side.SELL)).isEqualTo("ACME");
        assertThat(Samples.ACME.priceDecimals()).isEqualTo(2);
        assertThat(Samples.ACME.qtyDecimals()).isEqualTo(3);
    }

    private static long plain(String decimal) {
        return of(new java.math.BigDecimal(decimal).toPlainString());
    }
}
