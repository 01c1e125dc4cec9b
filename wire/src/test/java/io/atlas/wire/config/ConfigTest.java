package io.atlas.wire.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import io.atlas.domain.World.OpeningDeposit;
import io.atlas.wire.config.SessionConfig.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The profiles that come with ATLAS. */
class ConfigTest {
    private static final Path FIX_CONFIG = Path.of("..", "fix-config");

    @Test
    void theDemoProfileIsTheDemoWorld() {
        Config demo = Config.load(FIX_CONFIG, "demo");

        assertThat(demo.partitions()).isEqualTo(4);
        assertThat(demo.targetCompId()).isEqualTo("ATLAS");
        assertThat(demo.world().name()).isEqualTo("demo");
        assertThat(demo.world().instruments())
                .extracting(Instrument::symbol)
                .containsExactly("BTC-USD", "ETH-USD", "AAPL-USD", "EUR-USD");
        assertThat(demo.world().groups())
                .extracting(AccountGroup::name)
                .containsExactly("DESK", "ALGO1", "ALGO2", "CONF");
        assertThat(demo.world().groups().get(0).accounts())
                .containsExactly(new Account(
                        "DESK-1",
                        List.of(new OpeningDeposit("DESK-1-USD-1", "USD", 1_000_000 * FixedPoint.ONE)),
                        Map.of("BTC", 25 * FixedPoint.ONE)));
        assertThat(demo.world().market().tickMs()).isEqualTo(100);
        assertThat(demo.world().instrumentOrNull("BTC-USD"))
                .isEqualTo(new Instrument(
                        "BTC-USD",
                        "BTC",
                        "USD",
                        FixedPoint.parse("0.01"),
                        FixedPoint.parse("0.00001"),
                        FixedPoint.parse("0.00001"),
                        FixedPoint.parse("100"),
                        FixedPoint.parse("1"),
                        FixedPoint.parse("5000000"),
                        500,
                        FixedPoint.parse("50000")));
    }

    @Test
    void aSessionMayUseAllAccountsOfItsGroupUnlessSomeAreListed() {
        SessionConfig algo = Config.load(FIX_CONFIG, "demo").sessionOrNull("ALGO1");

        assertThat(algo.group()).isEqualTo("ALGO1");
        assertThat(algo.accounts()).containsExactly("ALGO1-1");
        assertThat(algo.mayUse("ALGO1-1")).isTrue();
        assertThat(algo.mayUse("ALGO2-1")).isFalse();
        assertThat(algo.roles()).isEqualTo(Set.of(Role.TRADE, Role.MARKET_DATA));
        assertThat(algo.heartBtInt()).isEqualTo(30);
    }

    @Test
    void everySessionOfTheDemoHasTheDemoPassword() {
        assertThat(Config.load(FIX_CONFIG, "demo").sessions()).hasSize(4).allMatch(session -> session.password()
                .verify("atlas-demo".toCharArray()));
    }

    @Test
    void theLoadProfileHas32GroupsWithASessionEach() {
        Config load = Config.load(FIX_CONFIG, "load");

        assertThat(load.partitions()).isEqualTo(16);
        assertThat(load.world().groups()).hasSize(32).allMatch(group -> group.maxOpenOrders() >= 100_000);
        assertThat(load.sessions()).hasSize(32).extracting(SessionConfig::group).doesNotHaveDuplicates();
        assertThat(load.world().instruments())
                .isEqualTo(Config.load(FIX_CONFIG, "demo").world().instruments());
    }
}
