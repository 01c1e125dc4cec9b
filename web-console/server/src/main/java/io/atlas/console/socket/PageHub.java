package io.atlas.console.socket;

import io.atlas.console.channel.Channels;
import io.atlas.console.client.ClientHub;
import io.atlas.console.client.ClientSocket;
import io.atlas.console.client.Requests;
import io.atlas.console.view.ConsoleView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All pages. Thread: the console's agent. */
public final class PageHub implements ClientHub {
    private static final Logger LOG = LoggerFactory.getLogger(PageHub.class);
    private static final long HELLO_WITHIN_NS = 5_000_000_000L;

    private final Channels channels;
    private final PageFrames frames;
    private final Map<Long, Page> pages = new LinkedHashMap<>();
    private long nowNs;
    private long lastStep = -1;
    private long resyncs;
    private long lost;

    /**
     * Listens to the view from here on.
     *
     * @param requests answers what pages ask beside {@code decode}, which is answered here
     * @param epoch another one at each start of the server
     * @param nowNs epoch nanoseconds
     */
    public PageHub(ConsoleView view, Requests requests, String epoch, long nowNs) {
        this.channels = new Channels(view);
        this.frames = new PageFrames(channels, new DecodeRequests(view::dictionary, requests), epoch);
        this.nowNs = nowNs;
    }

    @Override
    public void opened(ClientSocket socket) {
        pages.put(socket.id(), new Page(socket, channels, nowNs));
    }

    @Override
    public void received(ClientSocket socket, String text) {
        Page page = pages.get(socket.id());
        if (page != null && !frames.take(page, text, nowNs)) {
            close(page, PageFrames.BAD_FRAME, "bad frame");
        }
    }

    @Override
    public void closed(ClientSocket socket) {
        Page page = pages.remove(socket.id());
        if (page != null) {
            page.leave();
        }
    }

    private void close(Page page, int code, String reason) {
        LOG.info(
                "page {} of {}: closed, {} {}",
                page.socket().id(),
                page.socket().user().name(),
                code,
                reason);
        page.socket().close(code, reason);
        closed(page.socket());
    }

    @Override
    public int doWork(long now) {
        nowNs = now;
        boolean events = channels.flush();
        long step = now / Subscription.STEP_NS;
        boolean stepped = step != lastStep;
        lastStep = step;
        if (!events && !stepped) {
            return 0;
        }
        for (Page page : List.copyOf(pages.values())) {
            if (stepped) {
                advance(page, step);
            }
            if (!page.gone()) {
                resyncs += page.sendEvents();
            }
        }
        return events ? 1 : 0;
    }

    private void advance(Page page, long step) {
        if (!page.greeted() && nowNs - page.openedNs() >= HELLO_WITHIN_NS) {
            close(page, PageFrames.BAD_FRAME, "no hello");
        } else if (!page.pace().advance(nowNs)) {
            lost++;
            close(page, Page.LOST, "too slow");
        } else if (page.greeted()) {
            page.step(step, nowNs);
        }
    }

    /** Pages connected now. */
    public int pages() {
        return pages.size();
    }

    /** Event channels that were cut because a page was too slow, so far. */
    public long resyncs() {
        return resyncs;
    }

    /** Pages that were closed for being too slow, so far. */
    public long lost() {
        return lost;
    }
}
