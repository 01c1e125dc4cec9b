package io.atlas.console.preview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.RiskPreview;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Builds the answer to a preview. Source: {@code web-console/protocol/README.md}. */
final class PreviewJson {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final ArrayNode rows;

    PreviewJson(String id, long timeNs, boolean ok, Map<String, String> faults) {
        json.put("previewId", id);
        json.put("time", Long.toString(timeNs));
        json.put("ok", ok);
        faults.forEach(json.putObject("fields")::put);
        rows = json.putArray("rows");
    }

    void required(RiskPreview preview) {
        json.putObject("required")
                .put("asset", preview.requiredAsset())
                .put("amount", FixedPoint.format(preview.requiredAmount()));
    }

    /** The four rows; without {@code preview} only what is now, without a mark price no exposure. */
    void rows(Instrument instrument, RiskPreview.State now, RiskPreview previewOrNull, boolean marked) {
        String quote = instrument.quote();
        row("available", quote, now, previewOrNull, RiskPreview.State::quoteAvailableAmount);
        row("reserved", quote, now, previewOrNull, RiskPreview.State::quoteReservedAmount);
        row("position", instrument.base(), now, previewOrNull, RiskPreview.State::basePositionQty);
        if (marked) {
            row("exposure", quote, now, previewOrNull, RiskPreview.State::exposureAmount);
        }
    }

    private void row(
            String name,
            String unit,
            RiskPreview.State now,
            RiskPreview previewOrNull,
            ToLongFunction<RiskPreview.State> figure) {
        ObjectNode row = rows.addObject();
        row.put("name", name).put("unit", unit).put("now", FixedPoint.format(figure.applyAsLong(now)));
        if (previewOrNull != null) {
            row.put("submit", FixedPoint.format(figure.applyAsLong(previewOrNull.onSubmit())));
            row.put("fill", FixedPoint.format(figure.applyAsLong(previewOrNull.onFill())));
        }
    }

    void sweep(Instrument instrument, Sweep sweep, long touchPx) {
        if (!sweep.none()) {
            json.put("estAvg", sweep.averagePx(instrument));
            json.put("worst", FixedPoint.format(sweep.worstPx()));
            json.put("slippageBp", sweep.slippageBp(touchPx));
            json.put("sweeps", sweep.levels());
        }
    }

    void fill(FillChance chance) {
        json.putObject("fill").put("percent", chance.percent()).put("reason", chance.reason());
    }

    void buttons(PriceButtons buttons) {
        ObjectNode into = json.putObject("buttons");
        button(into, "passive", buttons.passivePx());
        button(into, "mid", buttons.midPx());
        button(into, "aggressive", buttons.aggressivePx());
    }

    private static void button(ObjectNode into, String name, long px) {
        if (px > 0) {
            into.put(name, FixedPoint.format(px));
        }
    }

    ObjectNode withWarnings(List<Warning> warnings) {
        ArrayNode array = json.putArray("warnings");
        for (Warning warning : warnings) {
            array.addObject()
                    .put("code", warning.code().name())
                    .put("severity", warning.severity().name())
                    .put("title", warning.title())
                    .put("text", warning.text());
        }
        return json;
    }
}
