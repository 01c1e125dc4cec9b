package io.atlas.domain;

/**
 * Where a client's request came from.
 *
 * @param session SenderCompID(49) of the FIX session
 * @param msgSeqNum MsgSeqNum(34)
 * @param clOrdId ClOrdID(11)
 * @param account Account(1) as resolved, or as sent when unknown
 * @param content fingerprint of the request's terms: tells a repeat from a reused ClOrdID
 */
public record Origin(String session, long msgSeqNum, String clOrdId, String account, String content) {}
