package io.atlas.domain;

import static io.atlas.domain.Samples.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.RiskPreview.Balances;
import io.atlas.domain.RiskPreview.State;
import org.junit.jupiter.api.Test;

class RiskPreviewTest {
    private static final Balances BALANCES = balances("645018.81", "182516.70", "3.45");

    @Test
    void aBuyHoldsItsCostOnSubmitAndTurnsItIntoPositionOnFill() {
        RiskPreview preview =
                RiskPreview.of(Samples.ACME, Side.BUY, of("50017.50"), of("10"), of("50017.50"), BALANCES);

        assertThat(preview.requiredAsset()).isEqualTo("USD");
        assertThat(preview.requiredAmount()).isEqualTo(of("500175"));
        //                                                  available    reserved     position exposure
        assertThat(preview.now()).isEqualTo(state("645018.81", "182516.70", "3.45", "172560.375"));
        assertThat(preview.onSubmit()).isEqualTo(state("144843.81", "682691.70", "3.45", "172560.375"));
        assertThat(preview.onFill()).isEqualTo(state("144843.81", "182516.70", "13.45", "672735.375"));
    }

    @Test
    void aSellHoldsTheBaseAssetAndEarnsItsPriceOnFill() {
        RiskPreview preview = RiskPreview.of(Samples.ACME, Side.SELL, of("100"), of("5"), of("100"), BALANCES);

        assertThat(preview.requiredAsset()).isEqualTo("ACME");
        assertThat(preview.requiredAmount()).isEqualTo(of("5"));
        assertThat(preview.onSubmit()).isEqualTo(preview.now());
        //                                                  available    reserved     position exposure
        assertThat(preview.onFill()).isEqualTo(state("645518.81", "182516.70", "-1.55", "-155"));
    }

    @Test
    void anExposureThatIsNotWholeIsCutNotRefused() {
        RiskPreview preview =
                RiskPreview.of(Samples.ACME, Side.BUY, of("1"), of("1"), of("0.01"), balances("5", "0", "0.00000199"));

        assertThat(preview.now().exposureAmount()).isEqualTo(1);
    }

    @Test
    void anAmountBeyondTheRangeIsAnErrorNotAWrap() {
        assertThatThrownBy(() -> RiskPreview.of(
                        Samples.ACME, Side.BUY, of("1000000"), of("1000000"), of("1"), balances("1", "0", "0")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> RiskPreview.of(
                        Samples.ACME, Side.BUY, of("1"), of("1"), of("1000000"), balances("1", "0", "1000000")))
                .isInstanceOf(ArithmeticException.class);
    }

    private static Balances balances(String available, String reserved, String position) {
        return new Balances(of(available), of(reserved), of(position));
    }

    private static State state(String available, String reserved, String position, String exposure) {
        return new State(of(available), of(reserved), of(position), of(exposure));
    }
}
