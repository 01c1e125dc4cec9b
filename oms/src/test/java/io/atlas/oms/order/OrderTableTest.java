package io.atlas.oms.order;

import static io.atlas.oms.order.Desk.bought;
import static io.atlas.oms.order.Desk.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state an order can be in, pending requests included, against everything a venue can say. A cell is ExecType(150), or 9
 * for a refused request, and OrdStatus(39) after it; Q is quarantined.
 *
 * <p>A row's name is how the order got there, see {@link BroughtOrder}.
 */
class OrderTableTest {
    private static final List<String> COLUMNS =
            List.of("ACC", "REF", "PART", "LAST", "OVER", "ABOVE", "GONE", "CXL", "RPL", "NOCXL", "NORPL");

    private static final String TABLE = """
            # the order | accepted, refused | fill: part, last, over, above limit | rest gone, cancelled | replaced | refused: cancel, replace
            wait           0/0  8/8             F/1   F/2   Q     Q                 4/4        Q           Q                   Q       Q
            wait-c         0/6  8/6             F/6   F/6   Q     Q                 4/6        4/4         Q                   9/A     Q
            wait-r         0/E  8/E             F/E   F/E   Q     Q                 4/E        Q           Q                   Q       9/A
            new            Q    Q               F/1   F/2   Q     Q                 4/4        Q           Q                   Q       Q
            new-c          Q    Q               F/6   F/6   Q     Q                 4/6        4/4         Q                   9/0     Q
            new-r          Q    Q               F/E   F/E   Q     Q                 4/E        Q           5/0                 Q       9/0
            new-rc         Q    Q               F/6   F/6   Q     Q                 4/6        4/E         5/6                 9/E     9/6
            new-cr         Q    Q               F/6   F/6   Q     Q                 4/6        4/E         5/6                 9/E     9/6
            part           Q    Q               F/1   F/2   Q     Q                 4/4        Q           Q                   Q       Q
            part-c         Q    Q               F/6   F/6   Q     Q                 4/6        4/4         Q                   9/1     Q
            part-r         Q    Q               F/E   F/E   Q     Q                 4/E        Q           5/1                 Q       9/1
            part-rc        Q    Q               F/6   F/6   Q     Q                 4/6        4/E         5/6                 9/E     9/6
            full           Q    Q               Q     Q     Q     Q                 Q          Q           Q                   Q       Q
            full-c         Q    Q               Q     Q     Q     Q                 Q          Q           Q                   9/2     Q
            full-r         Q    Q               Q     Q     Q     Q                 Q          Q           Q                   Q       9/2
            full-rc        Q    Q               Q     Q     Q     Q                 Q          Q           Q                   9/E     9/6
            full+c         Q    Q               Q     Q     Q     Q                 Q          Q           Q                   9/2     Q
            full+r         Q    Q               Q     Q     Q     Q                 Q          Q           Q                   Q       9/2
            gone           Q    Q               Q     Q     Q     Q                 Q          Q           Q                   Q       Q
            gone-c         Q    Q               Q     Q     Q     Q                 Q          Q           Q                   9/4     Q
            gone-r         Q    Q               Q     Q     Q     Q                 Q          Q           Q                   Q       9/4
            refused        Q    Q               Q     Q     Q     Q                 Q          Q           Q                   Q       Q
            refused-c      Q    Q               Q     Q     Q     Q                 Q          Q           Q                   9/8     Q
            """;

    /** The names of all rows. */
    static Stream<String> states() {
        return TABLE.lines().filter(line -> !line.startsWith("#")).map(line -> line.trim()
                .split(" +")[0]);
    }

    static Stream<Arguments> everyCell() {
        return TABLE.lines().filter(line -> !line.startsWith("#")).flatMap(line -> {
            String[] cells = line.trim().split(" +");
            assertThat(cells).as(line).hasSize(1 + COLUMNS.size());
            return IntStream.range(0, COLUMNS.size())
                    .mapToObj(i -> Arguments.of(cells[0], COLUMNS.get(i), cells[i + 1]));
        });
    }

    private final BroughtOrder brought = new BroughtOrder();
    private final Desk desk = brought.desk;
    private long orderId;
    private long cancel;
    private long replace;

    @ParameterizedTest(name = "{0}, venue says {1}: {2}")
    @MethodSource("everyCell")
    void everyStateMeetsEverythingAVenueCanSay(String state, String said, String expected) {
        brought.to(state);
        orderId = brought.orderId;
        cancel = brought.cancel;
        replace = brought.replace;
        Order before = desk.order(orderId);
        assertThat(desk.alarms).isEmpty();

        List<OrderChange> changes = desk.report(outcome(said, before)).changes();

        assertThat(changes).hasSize(1);
        OrderChange change = changes.get(0);
        assertThat(cell(change)).isEqualTo(expected);
        assertThat(desk.order(orderId)).isEqualTo(change.order());
        if (expected.equals("Q")) {
            assertThat(change.order()).isEqualTo(before);
            assertThat(change.execution() != null)
                    .isEqualTo(List.of("PART", "LAST", "OVER", "ABOVE").contains(said));
            assertThat(desk.alarms).hasSize(1);
        } else {
            assertThat(desk.alarms).isEmpty();
            assertThat(change.requestClOrdId())
                    .isEqualTo(
                            switch (said) {
                                case "CXL", "NOCXL" -> "cxl-" + OrderIds.offset(cancel);
                                case "RPL", "NORPL" -> "rpl-" + OrderIds.offset(replace);
                                default -> null;
                            });
        }
    }

    @Test
    void theTableHasEveryColumn() {
        assertThat(everyCell().map(arguments -> arguments.get()[1]).distinct()).containsExactlyElementsOf(COLUMNS);
    }

    private Outcome outcome(String said, Order order) {
        String rest = FixedPoint.format(Math.max(of("1"), order.leavesQty()));
        return switch (said) {
            case "ACC" -> new Accepted(orderId);
            case "REF" -> new Refused(orderId, Reason.FOK_NOT_FILLABLE);
            case "PART" -> bought(orderId, "3", "100");
            case "LAST" -> bought(orderId, rest, "100");
            case "OVER" -> bought(orderId, "10.001", "100");
            case "ABOVE" -> bought(orderId, "1", "100.01");
            case "GONE" -> new Canceled(orderId, OrderIds.NONE, Reason.IOC_REST);
            case "CXL" -> new Canceled(orderId, cancel, Reason.USER_CANCEL);
            case "RPL" -> new Replaced(orderId, replace, of("20"), of("90"));
            case "NOCXL" -> new RequestRefused(orderId, cancel, Reason.TOO_LATE);
            case "NORPL" -> new RequestRefused(orderId, replace, Reason.TOO_LATE);
            default -> throw new AssertionError(said);
        };
    }

    private static String cell(OrderChange change) {
        String type =
                switch (change.kind()) {
                    case ACCEPTED -> "0";
                    case REJECTED -> "8";
                    case TRADE -> "F";
                    case CANCELED -> "4";
                    case REPLACED -> "5";
                    case CANCEL_REFUSED, REPLACE_REFUSED -> "9";
                    case QUARANTINED -> "Q";
                    default -> throw new AssertionError(change);
                };
        return change.kind() == Kind.QUARANTINED
                ? type
                : type + "/" + change.order().ordStatus().fix();
    }
}
