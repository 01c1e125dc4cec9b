package io.atlas.bench.bare;

import java.nio.file.Path;
import java.util.List;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.SessionID;

/** QuickFIX/J with its file store and nothing else: each NewOrderSingle gets its 150=0 at once, on the same thread. */
public final class BareAcceptor implements AutoCloseable {
    private final FixDoor door;
    private long orders;

    /** Listens on 127.0.0.1 once started; sequence numbers are kept in {@code store}. */
    public BareAcceptor(int port, List<String> clients, Path store) throws ConfigError {
        this.door = new FixDoor(port, clients, store, this::onOrder);
    }

    public void start() throws ConfigError {
        door.start();
    }

    private void onOrder(Message order, SessionID session) {
        try {
            FixDoor.report(
                    session,
                    order.getString(11),
                    order.getString(55),
                    order.getChar(54),
                    order.getString(38),
                    order.getString(44),
                    '0',
                    ++orders);
        } catch (FieldNotFound e) {
            throw new IllegalStateException("the load sends every field", e);
        }
    }

    @Override
    public void close() {
        door.close();
    }
}
