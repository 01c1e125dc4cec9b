package io.atlas.gateway.fix;

import io.atlas.gateway.client.ReportCause;
import java.util.function.LongSupplier;
import quickfix.Group;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.field.MsgType;

/** The engine's messages, plain and without reflection: received ones know when they came, sent ones why they go. */
final class EngineMessages implements MessageFactory {
    private final LongSupplier epochNs;

    EngineMessages(LongSupplier epochNs) {
        this.epochNs = epochNs;
    }

    /** Made by the engine: to parse a received message into, or to send as its own. */
    static final class Stamped extends Message {
        private static final long serialVersionUID = 1L;

        /** Epoch nanoseconds when it was made, which for a received message is right after its last byte. */
        private final long madeNs;

        Stamped(String msgType, long madeNs) {
            this.madeNs = madeNs;
            getHeader().setString(MsgType.FIELD, msgType);
        }

        long madeNs() {
            return madeNs;
        }
    }

    /** Made by the agent. */
    static final class Caused extends Message {
        private static final long serialVersionUID = 1L;

        private final transient ReportCause cause;
        private final int numbering;
        private boolean stored;

        Caused(String msgType, ReportCause causeOrNull) {
            this(msgType, causeOrNull, 0);
        }

        Caused(String msgType, ReportCause causeOrNull, int numbering) {
            this.cause = causeOrNull;
            this.numbering = numbering;
            getHeader().setString(MsgType.FIELD, msgType);
        }

        /** Which numbering RefSeqNum(45) belongs to; 0 for the one in use. */
        int numbering() {
            return numbering;
        }

        ReportCause causeOrNull() {
            return cause;
        }

        /** The store has it. Same thread. */
        boolean isStored() {
            return stored;
        }

        void stored() {
            stored = true;
        }
    }

    @Override
    public Message create(String beginString, String msgType) {
        return new Stamped(msgType, epochNs.getAsLong());
    }

    /** Groups are read by the dictionary; no type of their own is needed. */
    @Override
    public Group create(String beginString, String msgType, int correspondingFieldID) {
        return null;
    }
}
