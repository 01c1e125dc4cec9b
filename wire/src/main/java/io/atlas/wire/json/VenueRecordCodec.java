package io.atlas.wire.json;

import io.atlas.domain.EpochStart;
import io.atlas.domain.Instruction;
import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.wire.log.Topics;
import java.io.IOException;

/** The records of {@code exec.reports}. Source: {@code wire/doc/exec-reports.md}. */
public final class VenueRecordCodec extends JsonCodec<VenueRecord> {
    private static final String REPORT = "REPORT";

    private enum InstructionKind {
        ENTER,
        CANCEL,
        REPLACE
    }

    public VenueRecordCodec() {
        super(Topics.REPORTS);
    }

    @Override
    VenueRecord body(EpochStart start) {
        return start;
    }

    @Override
    String type(VenueRecord body) {
        return REPORT;
    }

    @Override
    void write(FieldWriter out, VenueRecord body) throws IOException {
        VenueReport report = (VenueReport) body;
        out.number("input", report.input());
        out.number("tick", report.tick());
        if (report.instruction() != null) {
            out.startObject("instruction");
            write(out, report.instruction());
            out.endObject();
        }
        out.startList("outcomes");
        for (VenueReport.Outcome outcome : report.outcomes()) {
            out.startElement();
            OutcomeFields.write(out, outcome);
            out.endObject();
        }
        out.endList();
    }

    @Override
    VenueRecord readOrNull(String type, Fields in) {
        if (!type.equals(REPORT)) {
            return null;
        }
        long input = in.number("input");
        long tick = in.number("tick");
        Instruction instruction = in.objectOrNull("instruction", VenueRecordCodec::instruction);
        return new VenueReport(input, tick, instruction, in.objects("outcomes", OutcomeFields::read));
    }

    private static void write(FieldWriter out, Instruction instruction) throws IOException {
        if (instruction instanceof Instruction.Enter enter) {
            out.word("kind", InstructionKind.ENTER);
            out.id("number", enter.number());
            out.text("group", enter.group());
            out.text("symbol", enter.symbol());
            out.word("side", enter.side());
            out.word("ordType", enter.ordType());
            out.word("tif", enter.tif());
            out.decimal("qty", enter.qty());
            out.decimal("px", enter.px());
        } else if (instruction instanceof Instruction.Cancel cancel) {
            out.word("kind", InstructionKind.CANCEL);
            out.id("number", cancel.number());
            out.id("orderId", cancel.orderId());
            out.text("symbol", cancel.symbol());
        } else if (instruction instanceof Instruction.Replace replace) {
            out.word("kind", InstructionKind.REPLACE);
            out.id("number", replace.number());
            out.id("orderId", replace.orderId());
            out.text("symbol", replace.symbol());
            out.decimal("qty", replace.qty());
            out.decimal("px", replace.px());
        } else {
            throw new IllegalArgumentException("no record form for " + instruction);
        }
    }

    private static Instruction instruction(Fields in) {
        InstructionKind kind = in.word("kind", InstructionKind.class);
        switch (kind) {
            case ENTER:
                return new Instruction.Enter(
                        in.id("number"),
                        in.text("group"),
                        in.text("symbol"),
                        in.word("side", Side.class),
                        in.word("ordType", OrdType.class),
                        in.word("tif", TimeInForce.class),
                        in.decimal("qty"),
                        in.decimal("px"));
            case CANCEL:
                return new Instruction.Cancel(in.id("number"), in.id("orderId"), in.text("symbol"));
            case REPLACE:
                return new Instruction.Replace(
                        in.id("number"), in.id("orderId"), in.text("symbol"), in.decimal("qty"), in.decimal("px"));
            default:
                throw new IllegalStateException("no reader for " + kind);
        }
    }
}
