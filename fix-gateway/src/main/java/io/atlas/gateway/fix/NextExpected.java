package io.atlas.gateway.fix;

import java.lang.reflect.Field;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionState;

/**
 * NextExpectedMsgSeqNum(789) per Logon. The engine knows it per configuration only: switched on, it relies on every client to
 * act on our 789 and sends no ResendRequest any more. So for a client that sends none, ours is taken out of the Logon and
 * out of the engine's state, for which there is no public way.
 */
final class NextExpected {
    private static final int NEXT_EXPECTED_MSG_SEQ_NUM = 789;

    private NextExpected() {}

    static boolean isUsed(Message logon) {
        return logon.isSetField(NEXT_EXPECTED_MSG_SEQ_NUM);
    }

    /**
     * Leaves the resending to {@link Resender}: the engine is told that the client has everything. Returns the number from
     * which it wants messages, 0 if it names none, or none that we could send.
     */
    static int takeOver(Message logon, int nextSenderMsgSeqNum) throws FieldNotFound {
        if (!isUsed(logon)) {
            return 0;
        }
        int wanted = logon.getInt(NEXT_EXPECTED_MSG_SEQ_NUM);
        if (wanted < 1 || wanted >= nextSenderMsgSeqNum) {
            return 0;
        }
        logon.setInt(NEXT_EXPECTED_MSG_SEQ_NUM, nextSenderMsgSeqNum);
        return wanted;
    }

    static void takeOut(Message ourLogon, Session session) {
        ourLogon.removeField(NEXT_EXPECTED_MSG_SEQ_NUM);
        try {
            Field state = Session.class.getDeclaredField("state");
            state.setAccessible(true);
            ((SessionState) state.get(session)).setLastExpectedLogonNextSeqNum(0);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This QuickFIX/J keeps its state elsewhere (expected: 3.0.0)", e);
        }
    }
}
