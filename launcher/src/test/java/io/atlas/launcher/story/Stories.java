package io.atlas.launcher.story;

import static io.atlas.launcher.story.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.launcher.story.Balances.Balance;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stories are told with: {@code given}, {@code when}, {@code then}. */
@ExtendWith(StoryTeller.class)
abstract class Stories {
    final Given given = new Given();
    final When when = new When();
    final Then then = new Then();
    private Story story;

    void begin(Story newStory) {
        story = newStory;
    }

    Story story() {
        return story;
    }

    /** What a story starts from. */
    final class Given {
        AccountGiven account(String alias) {
            return holdings -> story.open(alias, holdings);
        }

        /** Another session of the same group, for the same account. */
        void secondSession(String alias, String ofAccount) {
            story.openSecond(alias, ofAccount);
        }
    }

    interface AccountGiven {
        /** @param holdings as in {@code "100000 USD"}; all are available */
        void has(String... holdings);
    }

    /** What happens. */
    final class When {
        Client client(String alias) {
            return story.client(alias);
        }
    }

    /** What must come of it. */
    final class Then {
        ClientSees client(String alias) {
            return new ClientSees(alias);
        }

        AccountHas account(String alias) {
            return new AccountHas(alias);
        }

        /** The two legs of every trade between these accounts meet in CLEARING and leave nothing there. */
        void clearingIsEvenBetween(String... aliases) {
            List<String> accounts = Arrays.stream(aliases).map(story::account).toList();
            for (String asset : List.of("USD", "BTC")) {
                assertThat(story.balances().clearingBeside(accounts, asset))
                        .as(asset)
                        .isEqualByComparingTo("0");
            }
        }
    }

    final class ClientSees {
        private final FixPeer peer;
        private final String alias;

        private ClientSees(String alias) {
            this.alias = alias;
            this.peer = story.client(alias).peer();
        }

        /** Waits for a message that no earlier line of the story has seen, and returns it. */
        String sees(Expected expected) {
            String[] found = new String[1];
            await(alias + " sees " + expected, () -> {
                found[0] = peer.take(expected::matches);
                return found[0] != null;
            });
            return found[0];
        }

        /** All that has come about that ClOrdID(11) so far: the ExecTypes(150), in order. */
        ClientSees hasSeenOf(String clOrdId, String execTypes) {
            String seen = String.join(
                    "",
                    peer.received().stream()
                            .filter(Expected.report(clOrdId)::matches)
                            .map(message -> FixText.field(message, 150))
                            .toList());
            assertThat(seen).as("ExecType(150) of %s", clOrdId).isEqualTo(execTypes);
            return this;
        }

        void isDisconnected() {
            await(alias + " is disconnected", peer::isClosed);
        }
    }

    final class AccountHas {
        private final String alias;

        private AccountHas(String alias) {
            this.alias = alias;
        }

        /** Waits until the log says so. */
        AccountHas has(String asset, String available, String reserved) {
            Balance expected = Balance.of(available, reserved);
            Balance[] last = new Balance[1];
            try {
                await(alias + " has " + asset + ' ' + expected, () -> {
                    last[0] = story.balances().of(story.account(alias), asset);
                    return last[0].equals(expected);
                });
            } catch (org.awaitility.core.ConditionTimeoutException e) {
                throw new AssertionError(alias + " has " + asset + ' ' + last[0] + " (expected: " + expected + ")", e);
            }
            return this;
        }
    }
}
