package io.atlas.launcher.fix;

import java.util.Set;
import quickfix.DataDictionary;
import quickfix.Log;
import quickfix.LogFactory;
import quickfix.SessionID;

/** Shows every message as it goes over the wire, with tag names; secrets are masked. Threads: the session's. */
final class WireView implements LogFactory, Log {
    private static final Set<String> SECRET_TAGS = Set.of("554", "925", "96");

    private final Screen screen;
    private final DataDictionary dictionary;
    private final boolean shown;

    WireView(Screen screen, DataDictionary dictionary, boolean shown) {
        this.screen = screen;
        this.dictionary = dictionary;
        this.shown = shown;
    }

    private void show(String arrow, String message) {
        if (!shown) {
            return;
        }
        StringBuilder line = new StringBuilder(arrow);
        for (String field : message.split("\u0001")) {
            int equals = field.indexOf('=');
            String tag = field.substring(0, Math.max(0, equals));
            String name = tag.isEmpty() || !tag.chars().allMatch(Character::isDigit) || tag.length() > 9
                    ? null
                    : dictionary.getFieldName(Integer.parseInt(tag));
            line.append(name == null ? tag : name + '(' + tag + ')').append('=');
            line.append(SECRET_TAGS.contains(tag) ? "***" : field.substring(equals + 1))
                    .append(" | ");
        }
        screen.print(line.substring(0, Math.max(arrow.length(), line.length() - 3)));
    }

    @Override
    public void onIncoming(String message) {
        show("  <- ", message);
    }

    @Override
    public void onOutgoing(String message) {
        show("  -> ", message);
    }

    @Override
    public void onEvent(String text) {}

    @Override
    public void onErrorEvent(String text) {}

    @Override
    public void clear() {}

    @Override
    public Log create(SessionID session) {
        return this;
    }
}
