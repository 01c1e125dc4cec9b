package io.atlas.wire.log;

/** The log in memory; its line is cut by {@link LogFaults}. */
final class MemoryUnderTest extends SteppedLog {
    private static final String FAULTY = "faulty";

    private final InMemoryLog store = new InMemoryLog().createTopic(topic(), 2);
    private final CommandLog faulty = store.client(FAULTY);

    @Override
    public CommandLog client() {
        return store.client();
    }

    @Override
    public CommandLog faulty() {
        return faulty;
    }

    @Override
    public void cut(Cut how) {
        LogFaults.Fate fate =
                switch (how) {
                    case ANSWERS_LOST -> LogFaults.Fate.FAILS_THOUGH_LANDED;
                    case REQUESTS_LOST -> LogFaults.Fate.FAILS_AND_IS_LOST;
                    case REQUESTS_HELD -> LogFaults.Fate.FAILS_AND_LANDS_WHEN_TOLD;
                };
        store.faults(new LogFaults() {
            @Override
            public Fate onAppend(String client, String topic, int partition) {
                return client.equals(FAULTY) ? fate : Fate.LANDS;
            }
        });
    }

    @Override
    public void heal() {
        store.faults(LogFaults.NONE);
    }

    @Override
    public void releaseHeld() {
        store.landLate();
    }

    @Override
    public void close() {}
}
