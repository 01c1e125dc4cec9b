package io.atlas.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.EpochStart;
import io.atlas.wire.log.LogFaults.Fate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Many owners come and go on a log where appends are delayed, lost, doubtful or late, and readers lag. Whatever happens, a
 * proposal that was confirmed is valid in the log once, one that was reported lost never is, and the next owner reads the
 * same history as everybody else.
 */
final class OwnedPartitionPropertyTest {
    private static final String TOPIC = "orders";
    private static final int STEPS = 400;
    private static final long STEP_NS = 20_000_000L;

    @Property(tries = 300)
    void everyProposalIsConfirmedOnceOrLostForEver(@ForAll long seed) {
        new Run(new Random(seed)).play();
    }

    private static final class Run {
        private final Random random;
        private final InMemoryLog store = new InMemoryLog().createTopic(TOPIC, 1);
        private final List<Owner> owners = new ArrayList<>();
        private int proposals;
        private long nowNs;

        Run(Random random) {
            this.random = random;
        }

        void play() {
            store.faults(faults(random));
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            // Faults stop: whoever still holds the partition must come to rest.
            store.faults(LogFaults.NONE);
            for (int i = 0; i < STEPS; i++) {
                owners.forEach(this::stepOnce);
            }
            store.landLate();
            owners.forEach(this::stepOnce);
            check();
        }

        private void step() {
            if (owners.isEmpty() || random.nextInt(80) == 0) {
                String name = "owner-" + owners.size();
                owners.add(new Owner(name, store.client(name), TOPIC));
            }
            Owner owner = owners.get(random.nextInt(owners.size()));
            for (int i = random.nextInt(4); i > 0 && owner.owns(); i--) {
                owner.propose("p" + proposals++);
            }
            if (random.nextInt(4) > 0) {
                stepOnce(owner);
            }
            if (random.nextInt(100) == 0) {
                store.landLate();
            }
        }

        private void stepOnce(Owner owner) {
            nowNs += STEP_NS;
            owner.step(nowNs);
        }

        private void check() {
            List<String> valid = valid();
            assertThat(valid).doesNotHaveDuplicates().isNotEmpty();
            Set<String> confirmedBySomebody = new HashSet<>();
            for (Owner owner : owners) {
                assertThat(owner.lost).as("reported lost").noneMatch(valid::contains);
                assertThat(valid.stream().filter(owner.confirmed::contains).toList())
                        .as("the order in which an owner is told is that of the log")
                        .isEqualTo(owner.confirmed);
                owner.confirmed.forEach(
                        each -> assertThat(confirmedBySomebody.add(each)).isTrue());
            }
            List<Owner> holding = owners.stream().filter(Owner::owns).toList();
            assertThat(holding).as("owners at rest").hasSize(1);
            Owner last = holding.get(0);
            assertThat(owners).allMatch(owner -> owner == last || owner.left());
            assertThat(last.partition.openProposals()).isZero();
            assertThat(heardBodies(last)).as("what the last owner was told").isEqualTo(valid);
        }

        private List<String> valid() {
            List<String> valid = new ArrayList<>();
            try (ValidReader<Object> reader = new ValidReader<>(store.client(), TOPIC, 0, new TextCodec())) {
                reader.poll(
                        entry -> {
                            if (!(entry.body() instanceof EpochStart)) {
                                valid.add((String) entry.body());
                            }
                        },
                        Integer.MAX_VALUE);
            }
            return valid;
        }
    }

    private static LogFaults faults(Random random) {
        return new LogFaults() {
            @Override
            public Fate onAppend(String client, String topic, int partition) {
                return switch (random.nextInt(20)) {
                    case 0 -> Fate.FAILS_THOUGH_LANDED;
                    case 1 -> Fate.FAILS_AND_IS_LOST;
                    case 2 -> Fate.FAILS_AND_LANDS_WHEN_TOLD;
                    case 3 -> Fate.failsAndLandsAfter(1 + random.nextInt(20));
                    case 4, 5, 6 -> Fate.landsAfter(random.nextInt(4));
                    case 7 -> new Fate(random.nextInt(3), 1 + random.nextInt(6));
                    default -> Fate.LANDS;
                };
            }

            @Override
            public long visibleEnd(String client, String topic, int partition, long endOffset) {
                return endOffset - random.nextInt(3);
            }
        };
    }

    private static List<String> heardBodies(Owner owner) {
        return owner.heard.stream()
                .filter(line -> line.startsWith("history p") || line.startsWith("confirmed "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }
}
