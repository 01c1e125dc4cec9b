package io.atlas.wire.aeron;

import io.atlas.domain.Instruction;
import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.wire.sbe.CancelOrderDecoder;
import io.atlas.wire.sbe.EnterOrderDecoder;
import io.atlas.wire.sbe.OpenDecoder;
import io.atlas.wire.sbe.ReplaceOrderDecoder;
import io.atlas.wire.sbe.ResumeDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads frames of the venue link. Lengths, words and positions are checked here; quantities and prices are the venue's to
 * judge.
 */
final class LinkDecoder implements FrameDecoder<LinkMessage> {
    private final FrameCounts counts;
    private final Frame frame;
    private final OpenDecoder open = new OpenDecoder();
    private final ResumeDecoder resume = new ResumeDecoder();
    private final EnterOrderDecoder enter = new EnterOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();

    LinkDecoder(long worldId, FrameCounts counts) {
        this.counts = counts;
        this.frame = new Frame(worldId, counts);
    }

    @Override
    public LinkMessage decodeOrNull(DirectBuffer buffer, int offset, int length) {
        return switch (frame.open(buffer, offset, length)) {
            case Frame.REFUSED -> null;
            case OpenDecoder.TEMPLATE_ID -> counted(openOrNull());
            case ResumeDecoder.TEMPLATE_ID -> counted(resumeOrNull());
            case EnterOrderDecoder.TEMPLATE_ID -> counted(enterOrNull());
            case CancelOrderDecoder.TEMPLATE_ID -> counted(cancelOrNull());
            case ReplaceOrderDecoder.TEMPLATE_ID -> counted(replaceOrNull());
            default -> {
                counts.countUnknown();
                yield null;
            }
        };
    }

    private LinkMessage counted(LinkMessage messageOrNull) {
        if (messageOrNull == null) {
            counts.countMalformed();
        }
        return messageOrNull;
    }

    private LinkMessage openOrNull() {
        if (!frame.hasBlock(OpenDecoder.BLOCK_LENGTH)) {
            return null;
        }
        open.wrap(frame.buffer(), frame.body(), OpenDecoder.BLOCK_LENGTH, OpenDecoder.SCHEMA_VERSION);
        boolean good = isPartition(open.partition()) && frame.endsAt(open.limit());
        return good ? new LinkMessage.Open(open.partition()) : null;
    }

    private LinkMessage resumeOrNull() {
        if (!frame.hasBlock(ResumeDecoder.BLOCK_LENGTH)) {
            return null;
        }
        resume.wrap(frame.buffer(), frame.body(), ResumeDecoder.BLOCK_LENGTH, ResumeDecoder.SCHEMA_VERSION);
        boolean good =
                isPartition(resume.partition()) && isOffsetOrNone(resume.lastApplied()) && frame.endsAt(resume.limit());
        return good ? new LinkMessage.Resume(resume.partition(), resume.lastApplied()) : null;
    }

    private LinkMessage enterOrNull() {
        if (!frame.hasBlock(EnterOrderDecoder.BLOCK_LENGTH)) {
            return null;
        }
        enter.wrap(frame.buffer(), frame.body(), EnterOrderDecoder.BLOCK_LENGTH, EnterOrderDecoder.SCHEMA_VERSION);
        Side side = Words.sideOrNull(enter.sideRaw());
        OrdType ordType = Words.ordTypeOrNull(enter.ordTypeRaw());
        TimeInForce tif = Words.tifOrNull(enter.tifRaw());
        boolean understood = side != null && ordType != null && tif != null;
        if (!understood || !isNumbered(enter.number(), enter.previous()) || !frame.hasText(enter.limit())) {
            return null;
        }
        String group = enter.group();
        if (!frame.hasText(enter.limit())) {
            return null;
        }
        String symbol = enter.symbol();
        return frame.endsAt(enter.limit())
                ? new LinkMessage.Instruct(
                        enter.previous(),
                        new Instruction.Enter(
                                enter.number(), group, symbol, side, ordType, tif, enter.qty(), enter.px()))
                : null;
    }

    private LinkMessage cancelOrNull() {
        if (!frame.hasBlock(CancelOrderDecoder.BLOCK_LENGTH)) {
            return null;
        }
        cancel.wrap(frame.buffer(), frame.body(), CancelOrderDecoder.BLOCK_LENGTH, CancelOrderDecoder.SCHEMA_VERSION);
        if (!isNumbered(cancel.number(), cancel.previous()) || !frame.hasText(cancel.limit())) {
            return null;
        }
        String symbol = cancel.symbol();
        return frame.endsAt(cancel.limit())
                ? new LinkMessage.Instruct(
                        cancel.previous(), new Instruction.Cancel(cancel.number(), cancel.orderId(), symbol))
                : null;
    }

    private LinkMessage replaceOrNull() {
        if (!frame.hasBlock(ReplaceOrderDecoder.BLOCK_LENGTH)) {
            return null;
        }
        replace.wrap(
                frame.buffer(), frame.body(), ReplaceOrderDecoder.BLOCK_LENGTH, ReplaceOrderDecoder.SCHEMA_VERSION);
        if (!isNumbered(replace.number(), replace.previous()) || !frame.hasText(replace.limit())) {
            return null;
        }
        String symbol = replace.symbol();
        return frame.endsAt(replace.limit())
                ? new LinkMessage.Instruct(
                        replace.previous(),
                        new Instruction.Replace(
                                replace.number(), replace.orderId(), symbol, replace.qty(), replace.px()))
                : null;
    }

    private static boolean isPartition(int partition) {
        return partition >= 0 && partition <= Short.MAX_VALUE;
    }

    private static boolean isOffsetOrNone(long offset) {
        return offset >= -1;
    }

    private static boolean isNumbered(long number, long previous) {
        return number >= 0 && isOffsetOrNone(previous);
    }
}
