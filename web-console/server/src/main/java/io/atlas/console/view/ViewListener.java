package io.atlas.console.view;

/** Told of each event as it is folded, history included. Thread: the console's agent, inside {@link ConsoleView#doWork}. */
public interface ViewListener {
    /** Nobody listens. */
    ViewListener NONE = new ViewListener() {
        @Override
        public void onOrder(OrderView order) {}

        @Override
        public void onFill(Fill fill) {}

        @Override
        public void onFix(FixRecord message) {}

        @Override
        public void onAlarm(Alarm alarm) {}
    };

    /** The order is new or has changed. */
    void onOrder(OrderView order);

    void onFill(Fill fill);

    void onFix(FixRecord message);

    void onAlarm(Alarm alarm);
}
