package io.atlas.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.OwnersBeacon;
import io.atlas.wire.owners.PartitionStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final InMemoryLog store = new InMemoryLog(4);
    private final CommandLog log = store.client();
    private final List<String> told = new ArrayList<>();
    private final AlarmFold alarms = new AlarmFold(alarm -> told.add(
            (alarm.state() == Alarm.State.MENDED ? "MENDED" : alarm.severity().name()) + ' ' + alarm.text()));
    private final Health health = new Health();
    private final OwnerWatch watch = new OwnerWatch(log, alarms, health);
    private final Map<String, OwnersBeacon> beacons = new HashMap<>();
    private final Map<String, List<PartitionStatus>> says = new HashMap<>();
    private long nowNs = 1_800_000_000L * SECOND;

    OwnerWatchTest() {
        says("gateway", OwnerState.RUNNING, OwnerState.RUNNING);
        says("oms", OwnerState.RUNNING, OwnerState.RUNNING);
        says("venue", OwnerState.RUNNING);
    }

    @Test
    void whileAllServeThereIsNoAlarm() {
        seconds(10);

        assertThat(told).isEmpty();
        assertThat(services()).isEqualTo("OK gateway, oms, venue serve");
    }

    @Test
    void aStoppedPartitionIsAnAlarmWithItsReasonUntilItServesAgain() {
        seconds(2);
        says.put("oms", List.of(status(0, OwnerState.RUNNING, ""), status(1, OwnerState.FAILED, "sum of USD: 5")));
        seconds(5);

        assertThat(told).containsExactly("CRITICAL oms/1 is stopped, the others go on: sum of USD: 5");
        assertThat(services()).isEqualTo("DEGRADED oms/1 is stopped, the others go on: sum of USD: 5");

        says("oms", OwnerState.RUNNING, OwnerState.RUNNING);
        seconds(1);
        assertThat(told).last().asString().startsWith("MENDED oms/1");
        assertThat(services()).startsWith("OK");
    }

    @Test
    void aServiceThatSaysNothingIsGoneAfterThreeSeconds() {
        seconds(2);
        says.remove("gateway");
        seconds(3);
        assertThat(told).isEmpty();

        seconds(1);
        assertThat(told).containsExactly("CRITICAL gateway/0,1 has said nothing for more than 3 s");
        assertThat(services()).startsWith("DOWN gateway/0,1");

        says("gateway", OwnerState.STARTING, OwnerState.STARTING);
        seconds(1);
        assertThat(told).last().asString().startsWith("MENDED gateway");
        assertThat(services()).isEqualTo("DOWN gateway/0,1 is starting");
    }

    @Test
    void aServiceThatWasStoppedIsTold() {
        seconds(2);
        says.remove("venue");
        beacons.get("venue").leave(nowNs);
        beacons.get("venue").doWork(List.of(), nowNs);
        seconds(1);

        assertThat(told).containsExactly("WARNING venue has been stopped");
        assertThat(services()).isEqualTo("DOWN venue has been stopped");
    }

    @Test
    void whenNobodyIsHeardItIsOneAlarm() {
        seconds(2);
        says.clear();
        seconds(9);

        assertThat(told).hasSize(1).last().asString().startsWith("CRITICAL No service is heard of");
    }

    @Test
    void anOldWordFoundAtTheStartIsNotHeldAgainstItsService() {
        seconds(1);
        nowNs += 3600 * SECOND;
        OwnerWatch later = new OwnerWatch(store.client(), alarms, health);

        look(later);
        assertThat(told).isEmpty();
    }

    @Test
    void doubtAndForeignQuarantinesAreWarnings() {
        says("gateway", OwnerState.IN_DOUBT);
        says.put("venue", List.of(new PartitionStatus(0, OwnerState.RUNNING, 1, "", 7)));
        seconds(1);

        assertThat(told)
                .containsExactlyInAnyOrder(
                        "WARNING gateway/0: the log does not answer, what was sent last is in doubt",
                        "WARNING venue/0 has set aside 7 inputs that cannot be");
        assertThat(services()).startsWith("DOWN gateway/0");
    }

    @Test
    void aConditionThatComesBackIsANewAlarm() {
        seconds(2);
        says("gateway", OwnerState.IN_DOUBT);
        seconds(1);
        says("gateway", OwnerState.RUNNING);
        seconds(1);
        says("gateway", OwnerState.IN_DOUBT);
        seconds(1);

        assertThat(alarms.alarms()).hasSize(2).extracting(Alarm::id).doesNotHaveDuplicates();
        assertThat(alarms.alarms()).extracting(Alarm::state).containsExactly(Alarm.State.MENDED, Alarm.State.HOLDS);
    }

    private String services() {
        Health.Part part = health.parts().get(0);
        return part.state() + " " + part.text();
    }

    private void says(String service, OwnerState... states) {
        List<PartitionStatus> statuses = new ArrayList<>();
        for (int p = 0; p < states.length; p++) {
            statuses.add(status(p, states[p], ""));
        }
        says.put(service, statuses);
    }

    private static PartitionStatus status(int partition, OwnerState state, String why) {
        return new PartitionStatus(partition, state, 1, why, 0);
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            nowNs += SECOND;
            says.forEach((service, statuses) -> beacons.computeIfAbsent(
                            service, name -> new OwnersBeacon(store.client(), name, name + "-1", "", "here"))
                    .doWork(statuses, nowNs));
            look(watch);
        }
    }

    private void look(OwnerWatch who) {
        int read;
        do {
            read = log.poll() + who.poll();
        } while (read > 0);
        who.look(nowNs);
    }
}
