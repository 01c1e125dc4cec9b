package io.atlas.launcher.replay;

import io.atlas.launcher.replay.Moment.Cut;
import java.io.PrintWriter;

/** {@code replay --at} and {@code --offset}: how the world stood at a moment. */
public final class TimeTravel {
    private TimeTravel() {}

    /**
     * Folds the log up to the moment and prints it.
     *
     * @param timeOrNull an instant, or null
     * @param offsetOrNull a position, if there is no time
     * @param progress gets a line now and then
     */
    public static void run(
            LogOption.Source source,
            String timeOrNull,
            String offsetOrNull,
            boolean json,
            int threads,
            PrintWriter out,
            PrintWriter progress) {
        MomentRun run = new MomentRun(source.log());
        Cut cut = timeOrNull == null ? run.atOffset(offsetOrNull) : MomentRun.atTime(timeOrNull);
        Moment moment = run.run(cut, threads, (records, of, perSecond) -> {
            progress.printf("  %,d of at most %,d records, %,d records/s%n", records, of, perSecond);
            progress.flush();
        });
        if (json) {
            out.println(MomentText.json(moment));
            out.flush();
        } else {
            MomentText.print(moment, out);
        }
    }
}
