package io.atlas.wire.aeron;

import io.atlas.domain.Instruction;
import io.atlas.wire.sbe.CancelOrderEncoder;
import io.atlas.wire.sbe.EnterOrderEncoder;
import io.atlas.wire.sbe.MessageHeaderEncoder;
import io.atlas.wire.sbe.OpenEncoder;
import io.atlas.wire.sbe.ReplaceOrderEncoder;
import io.atlas.wire.sbe.ResumeEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes frames of the venue link into its own buffer, from the start; each method returns the frame's length. */
final class LinkEncoder {
    private final long worldId;
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(256);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OpenEncoder open = new OpenEncoder();
    private final ResumeEncoder resume = new ResumeEncoder();
    private final EnterOrderEncoder enter = new EnterOrderEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replace = new ReplaceOrderEncoder();

    LinkEncoder(long worldId) {
        this.worldId = worldId;
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    int open(int partition) {
        open.wrapAndApplyHeader(buffer, 0, header).partition(partition);
        return framed(open.encodedLength());
    }

    int resume(int partition, long lastApplied) {
        resume.wrapAndApplyHeader(buffer, 0, header).partition(partition).lastApplied(lastApplied);
        return framed(resume.encodedLength());
    }

    int instruct(long previous, Instruction instruction) {
        if (instruction instanceof Instruction.Enter order) {
            return enter(previous, order);
        }
        if (instruction instanceof Instruction.Cancel request) {
            return cancel(previous, request);
        }
        return replace(previous, (Instruction.Replace) instruction);
    }

    private int enter(long previous, Instruction.Enter order) {
        enter.wrapAndApplyHeader(buffer, 0, header)
                .number(order.number())
                .previous(previous)
                .side(Words.code(order.side()))
                .ordType(Words.code(order.ordType()))
                .tif(Words.code(order.tif()))
                .qty(order.qty())
                .px(order.px())
                .group(order.group())
                .symbol(order.symbol());
        return framed(enter.encodedLength());
    }

    private int cancel(long previous, Instruction.Cancel request) {
        cancel.wrapAndApplyHeader(buffer, 0, header)
                .number(request.number())
                .previous(previous)
                .orderId(request.orderId())
                .symbol(request.symbol());
        return framed(cancel.encodedLength());
    }

    private int replace(long previous, Instruction.Replace request) {
        replace.wrapAndApplyHeader(buffer, 0, header)
                .number(request.number())
                .previous(previous)
                .orderId(request.orderId())
                .qty(request.qty())
                .px(request.px())
                .symbol(request.symbol());
        return framed(replace.encodedLength());
    }

    private int framed(int bodyLength) {
        header.worldId(worldId);
        return MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
    }
}
