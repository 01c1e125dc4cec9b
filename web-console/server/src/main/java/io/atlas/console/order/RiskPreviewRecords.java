package io.atlas.console.order;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.console.client.User;
import io.atlas.console.preview.Preview;
import io.atlas.console.preview.Terms;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrdType;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Topics;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code risk.previews}: what the trader saw when pressing Submit. Source: {@code wire/doc/risk-previews.md}. No fold
 * depends on these records, so the topic needs no owner: any number of consoles may write, as the gateway does to {@code fix.messages}.
 */
public final class RiskPreviewRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RiskPreviewRecords.class);

    private final CommandLog log;
    private final ToIntFunction<String> partitionOfAccount;

    /** @param log the agent's */
    public RiskPreviewRecords(CommandLog log, ToIntFunction<String> partitionOfAccount) {
        this.log = log;
        this.partitionOfAccount = partitionOfAccount;
    }

    void write(User user, String clOrdId, Preview preview, long nowNs) {
        Terms terms = preview.terms();
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("v", 1).put("type", "RISK_PREVIEW").put("time", Long.toString(nowNs));
        record.put("clOrdId", clOrdId).put("user", user.name()).put("desk", user.desk());
        record.put("account", terms.account()).put("symbol", terms.symbol());
        record.put("side", terms.side().name()).put("ordType", terms.ordType().name());
        record.put("tif", terms.tif().name()).put("qty", FixedPoint.format(terms.qty()));
        if (terms.ordType() == OrdType.LIMIT) {
            record.put("px", FixedPoint.format(terms.px()));
        }
        record.set("preview", preview.json());
        CommandLog.OnFailure onFailure =
                why -> LOG.warn("order {}: its preview may not be in {}: {}", clOrdId, Topics.PREVIEWS, why);
        log.append(
                Topics.PREVIEWS,
                partitionOfAccount.applyAsInt(terms.account()),
                clOrdId,
                record.toString().getBytes(StandardCharsets.UTF_8),
                null,
                onFailure);
    }
}
