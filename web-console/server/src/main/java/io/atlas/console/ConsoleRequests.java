package io.atlas.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.atlas.console.client.Answer;
import io.atlas.console.client.ErrorCode;
import io.atlas.console.client.Requests;
import io.atlas.console.client.User;
import io.atlas.console.preview.Previews;
import java.util.function.LongSupplier;

/** Answers {@code preview}. Thread: the console's agent. */
final class ConsoleRequests implements Requests {
    private final Previews previews;
    private final LongSupplier nowNs;

    /** @param nowNs the time of the agent's step */
    ConsoleRequests(Previews previews, LongSupplier nowNs) {
        this.previews = previews;
        this.nowNs = nowNs;
    }

    @Override
    public void answer(User user, String what, JsonNode args, Answer answer) {
        String account = args.path("account").asText("");
        if (!what.equals("preview")) {
            answer.refused(ErrorCode.BAD_REQUEST.name(), "what: " + what + " (expected: preview or decode)");
        } else if (!account.isEmpty() && !user.maySee(account)) {
            answer.refused(ErrorCode.NOT_ALLOWED.name(), "account: " + account + " (expected: one of yours)");
        } else {
            answer.result(previews.preview(user, args, nowNs.getAsLong()).json());
        }
    }
}
