package io.atlas.gateway.fix;

import quickfix.FieldNotFound;
import quickfix.Message;

/**
 * What a Logon asked for.
 *
 * @param quiet no PendingNew wanted (20013=Y)
 * @param usesNextExpected NextExpectedMsgSeqNum(789) is there
 * @param askedForCod CODMode(20010) is there
 * @param lastExecIdOrNull LastExecID(20012)
 * @param reset ResetSeqNumFlag(141)=Y, the client's or ours
 * @param atNs epoch nanoseconds when it came
 */
record LogonTerms(
        boolean quiet,
        boolean usesNextExpected,
        boolean askedForCod,
        String lastExecIdOrNull,
        boolean reset,
        long atNs) {
    static final LogonTerms NONE = new LogonTerms(false, false, false, null, false, 0);

    private static final int RESET_SEQ_NUM_FLAG = 141;
    private static final int COD_MODE = 20010;
    private static final int LAST_EXEC_ID_KNOWN = 20012;
    static final int NO_PENDING_NEW = 20013;

    static LogonTerms of(Message logon, long atNs) throws FieldNotFound {
        return new LogonTerms(
                logon.isSetField(NO_PENDING_NEW) && logon.getBoolean(NO_PENDING_NEW),
                NextExpected.isUsed(logon),
                logon.isSetField(COD_MODE),
                logon.isSetField(LAST_EXEC_ID_KNOWN) ? logon.getString(LAST_EXEC_ID_KNOWN) : null,
                logon.isSetField(RESET_SEQ_NUM_FLAG) && logon.getBoolean(RESET_SEQ_NUM_FLAG),
                atNs);
    }
}
