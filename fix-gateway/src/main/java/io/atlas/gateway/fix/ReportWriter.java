package io.atlas.gateway.fix;

import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.client.Report.CancelReject;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.gateway.client.Report.Refusal;
import io.atlas.gateway.client.Report.Trade;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.fix.EngineMessages.Caused;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import quickfix.FieldMap;
import quickfix.UtcTimestampPrecision;
import quickfix.field.converter.UtcTimestampConverter;

/** Writes reports as FIX fields, in the terms of section 5 of the rules of engagement. */
final class ReportWriter {
    private static final int TRANSACT_TIME = 60;
    private static final int TEXT = 58;
    private static final int POSS_RESEND = 97;
    private static final int REASON_WORD = 20005;
    private static final long NS = 1_000_000_000L;

    private ReportWriter() {}

    /** @param again told before, perhaps: PossResend(97)=Y */
    static Caused write(Report report, ReportCause causeOrNull, boolean again) {
        Caused message = write(report, causeOrNull);
        if (again) {
            message.getHeader().setString(POSS_RESEND, "Y");
        }
        return message;
    }

    private static Caused write(Report report, ReportCause causeOrNull) {
        if (report instanceof ExecutionReport execution) {
            return execution(execution, causeOrNull);
        }
        if (report instanceof CancelReject reject) {
            return cancelReject(reject, causeOrNull);
        }
        return businessReject((BusinessReject) report, causeOrNull);
    }

    private static Caused execution(ExecutionReport report, ReportCause cause) {
        Caused message = new Caused("8", cause);
        put(message, 37, report.orderId());
        put(message, 17, report.execId());
        put(message, 150, report.execType());
        put(message, 39, report.ordStatus());
        put(message, 11, report.clOrdId());
        put(message, 41, report.origClOrdId());
        put(message, 1, report.account());
        put(message, 55, report.symbol());
        put(message, 54, report.side());
        put(message, 40, report.ordType());
        put(message, 59, report.tif());
        put(message, 38, report.qty());
        put(message, 44, report.px());
        put(message, 14, report.cumQty());
        put(message, 151, report.leavesQty());
        put(message, 6, report.avgPx());
        put(message, 20002, report.reservedLeft());
        put(message, 790, report.ordStatusReqId());
        put(message, TRANSACT_TIME, timestamp(report.transactTimeNs()));
        if (report.trade() != null) {
            putTrade(message, report.trade());
        }
        putRefusal(message, 103, report.refusal());
        return message;
    }

    private static void putTrade(Caused message, Trade trade) {
        put(message, 32, trade.lastQty());
        put(message, 31, trade.lastPx());
        put(message, 1003, trade.tradeId());
        put(message, 851, trade.aggressor() ? '2' : '1');
        put(message, 1057, trade.aggressor() ? 'Y' : 'N');
    }

    private static Caused cancelReject(CancelReject reject, ReportCause cause) {
        Caused message = new Caused("9", cause);
        put(message, 37, reject.orderId());
        put(message, 11, reject.clOrdId());
        put(message, 41, reject.origClOrdId());
        put(message, 39, reject.ordStatus());
        put(message, 434, reject.responseTo());
        put(message, 1, reject.account());
        put(message, TRANSACT_TIME, timestamp(reject.transactTimeNs()));
        putRefusal(message, 102, reject.refusal());
        return message;
    }

    private static Caused businessReject(BusinessReject reject, ReportCause cause) {
        Caused message = new Caused("j", cause, reject.numbering());
        message.setString(45, Long.toString(reject.refSeqNum()));
        put(message, 372, reject.refMsgType());
        put(message, 379, reject.refId());
        message.setString(380, Integer.toString(reject.reason()));
        put(message, TEXT, reject.text());
        return message;
    }

    private static void putRefusal(FieldMap message, int codeTag, Refusal refusal) {
        if (refusal == null) {
            return;
        }
        if (refusal.code() >= 0) {
            message.setString(codeTag, Integer.toString(refusal.code()));
        }
        put(message, REASON_WORD, refusal.word());
        put(message, TEXT, refusal.text());
    }

    private static void put(FieldMap message, int tag, String valueOrNull) {
        if (valueOrNull != null && !valueOrNull.isEmpty()) {
            message.setString(tag, valueOrNull);
        }
    }

    private static void put(FieldMap message, int tag, char valueOrZero) {
        if (valueOrZero != 0) {
            message.setString(tag, String.valueOf(valueOrZero));
        }
    }

    /** UTCTimestamp with six fraction digits. */
    static String timestamp(long epochNs) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(epochNs, NS), (int) Math.floorMod(epochNs, NS), ZoneOffset.UTC);
        return UtcTimestampConverter.convert(time, UtcTimestampPrecision.MICROS);
    }
}
