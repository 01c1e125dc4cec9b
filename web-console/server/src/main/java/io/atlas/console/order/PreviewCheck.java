package io.atlas.console.order;

import io.atlas.console.client.ErrorCode;
import io.atlas.console.client.User;
import io.atlas.console.preview.Preview;
import io.atlas.console.preview.Previews;
import io.atlas.console.preview.TermsReader;
import io.atlas.console.preview.Warning;
import io.atlas.console.preview.Warning.Code;
import io.atlas.console.preview.Warning.Severity;

/**
 * Whether an order may be sent by a preview: it is the user's own, of the same terms and not old, nothing forbade it, and the money
 * looks no worse now than it did then. A review freezes the terms, and people read: a preview is good for {@value #USABLE_S} s.
 */
final class PreviewCheck {
    private static final long USABLE_S = 30;
    private static final long USABLE_NS = USABLE_S * 1_000_000_000L;
    private static final int CONFLICT = 409;

    private final Previews previews;

    PreviewCheck(Previews previews) {
        this.previews = previews;
    }

    /** Why the order may not be sent; null if it may. */
    Outcome refusalOrNull(User user, String previewId, TermsReader reader, long nowNs) {
        Preview shown = previews.rememberedOrNull(previewId);
        if (shown == null || !shown.user().equals(user.name()) || nowNs - shown.timeNs() > USABLE_NS) {
            return stale("the risk preview is older than " + USABLE_S + " s, or from before a restart of the server");
        }
        if (!shown.terms().equals(reader.terms())) {
            return stale("the risk preview was made for other terms");
        }
        Warning block = shown.blockOrNull();
        if (block != null) {
            return Outcome.refused(CONFLICT, ErrorCode.NOT_ALLOWED.name(), block.title() + ": " + block.text());
        }
        for (Warning now : previews.again(user, reader, nowNs).warnings()) {
            if (concernsMoney(now) && !seen(shown, now)) {
                return stale("since the preview: " + now.title() + ": " + now.text());
            }
        }
        return null;
    }

    private static boolean concernsMoney(Warning warning) {
        return warning.code() == Code.LOW_BUFFER
                || warning.severity() == Severity.BLOCK
                        && (warning.code() == Code.INSUFFICIENT_FUNDS || warning.code() == Code.LIMIT);
    }

    private static boolean seen(Preview shown, Warning now) {
        return shown.warnings().stream()
                .anyMatch(then -> then.code() == now.code() && then.severity().compareTo(now.severity()) <= 0);
    }

    private static Outcome stale(String text) {
        return Outcome.refused(CONFLICT, ErrorCode.STALE.name(), text);
    }
}
