package io.atlas.console.channel;

import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.Health;
import io.atlas.console.view.LatencyView;
import io.atlas.console.view.SessionView;
import java.util.Set;

/** The small state channels: {@code instruments}, {@code sessions}, {@code latency}, {@code health}. */
final class SystemStreams {
    private static final long SECOND_NS = 1_000_000_000L;

    private SystemStreams() {}

    static StateStream instruments(ConsoleView view) {
        return new StateStream(4, true) {
            @Override
            void look(long nowNs) {
                view.instruments().forEach(one -> item(one.symbol(), Rows.instrument(one)));
            }
        };
    }

    static StateStream sessions(ConsoleView view, Set<String> of) {
        return new StateStream(4, true) {
            private long seen = -1;

            @Override
            void look(long nowNs) {
                if (view.sessionsVersion() != seen) {
                    seen = view.sessionsVersion();
                    for (SessionView session : view.sessions(of)) {
                        item(session.session(), Rows.session(session));
                    }
                }
            }
        };
    }

    /** Once a second is enough for the eye. */
    static StateStream latency(ConsoleView view) {
        return new StateStream(4, false) {
            private long second;

            @Override
            void look(long nowNs) {
                if (nowNs / SECOND_NS == second) {
                    return;
                }
                second = nowNs / SECOND_NS;
                LatencyView hops = view.latency();
                figure("gateway", hops.gateway());
                figure("kafka", hops.kafka());
                figure("oms", hops.oms());
                figure("venue", hops.venue());
                figure("push", hops.push());
                figure("e2eP50", hops.endToEndP50());
                figure("e2eP99", hops.endToEndP99());
                figure("ordersPerSec", view.ordersPerSecond());
                figure("bookPerSec", view.bookUpdatesPerSecond());
                figure("gaps", view.gaps());
                figure("lag", view.backlog());
                figure("violations", view.violations());
            }

            private void figure(String name, double value) {
                if (!Double.isNaN(value)) {
                    String json = new JsonText().object().number(name, value).toString();
                    field(name, json.substring(json.indexOf(':') + 1));
                }
            }
        };
    }

    static StateStream health(ConsoleView view) {
        return new StateStream(4, true) {
            private long seen = -1;

            @Override
            void look(long nowNs) {
                if (view.health().version() == seen) {
                    return;
                }
                seen = view.health().version();
                text("overall", view.health().overall().name());
                for (Health.Part part : view.health().parts()) {
                    item(
                            part.part(),
                            new JsonText()
                                    .object()
                                    .text("part", part.part())
                                    .text("state", part.state().name())
                                    .text("text", part.text())
                                    .end()
                                    .toString());
                }
            }
        };
    }
}
