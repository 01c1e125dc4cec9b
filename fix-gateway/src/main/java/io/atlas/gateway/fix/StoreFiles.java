package io.atlas.gateway.fix;

import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.fix.OutboundFile.Replay;
import io.atlas.gateway.fix.StoreContents.Replaying;
import io.atlas.gateway.fix.StoreHead.Agreed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one session's store: {@code gN.out} ({@link OutboundFile}) and {@code gN.head} ({@link StoreHead}), N counting
 * the resets. A reset (141=Y) starts a new pair, into which the causes already told are carried over; the old one stays as
 * {@code gN.*.ended}.
 *
 * <p>Damage is noticed on opening and told in one warning. The two files vouch for each other: a message that is lost leaves
 * a hole whose number is never used again, a lost head is written anew from what the messages say. If neither can be trusted
 * the numbering is given up. Not safe for threads by itself.
 */
final class StoreFiles {
    /** One numbering, whole again. */
    record Pair(StoreHead head, OutboundFile outbound, StoreContents contents) {}

    private static final Logger LOG = LoggerFactory.getLogger(StoreFiles.class);
    private static final byte[] NOTHING = {};

    private final String session;
    private final Path folder;
    private final Clock clock;
    private int generation;

    StoreFiles(String session, Path folder, Clock clock) {
        this.session = session;
        this.folder = folder;
        this.clock = clock;
    }

    /** The store as it was left, healed; a new one if there is none. */
    Pair open() throws IOException {
        Files.createDirectories(folder);
        TreeSet<Integer> generations = generations();
        if (generations.isEmpty()) {
            return begin(Agreed.NOT_YET, true, new StoreContents());
        }
        int last = generations.last();
        if (generations.size() > 1 && !Files.exists(headPath(last))) {
            // A reset ends the old pair when the new head is there: this one was cut short, and never counted.
            Files.delete(outPath(last));
            last = generations.lower(last);
        }
        Pair pair = open(last);
        endEarlier();
        return pair;
    }

    private TreeSet<Integer> generations() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("g\\d{1,9}\\.(head|out)"))
                    .map(name -> Integer.valueOf(name.substring(1, name.indexOf('.'))))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Pair open(int number) throws IOException {
        generation = number;
        StoreContents contents = new StoreContents();
        StoreHead headOrNull = StoreHead.openOrNull(headPath(number));
        OutboundFile outbound = new OutboundFile(outPath(number), contents);
        if (headOrNull != null) {
            heal(headOrNull, outbound, contents);
            contents.decidedUpTo(headOrNull.watermark());
            return new Pair(headOrNull, outbound, contents);
        }
        return openWithoutHead(outbound, contents);
    }

    private void heal(StoreHead head, OutboundFile outbound, StoreContents contents) throws IOException {
        int stored = outbound.lastSeq();
        int sent = head.lastSent();
        if (sent > stored) {
            LOG.warn(
                    "session {}: message store damaged, messages {} to {} are lost ({} bytes set aside); numbers go on after"
                            + " them, reports since are sent again with 97=Y",
                    session,
                    stored + 1,
                    sent,
                    outbound.cut());
            outbound.appendHole(sent, head.watermark());
            head.refusedBlindly(head.lastRefused());
            head.replay(true);
        } else if (head.damaged() || stored > sent + 1) {
            LOG.warn(
                    "session {}: head of the message store damaged or older than its messages; healed from them: sent"
                            + " up to {}, received up to {}",
                    session,
                    stored,
                    Math.max(head.watermark(), contents.watermark()));
        } else if (outbound.cut() > 0) {
            LOG.info("session {}: message store ended within message {}, which was never sent", session, stored + 1);
        }
        if (contents.replayingOrNull() != null && !head.replay()) {
            // The slot that said so does not hold.
            head.replay(true);
        }
        if (stored > sent) {
            head.sent(stored, Math.max(contents.lastRefused(), head.lastRefused()));
        }
        if (contents.watermark() > head.watermark()) {
            head.watermark(contents.watermark());
        }
    }

    /** The messages tell what the head has told, the watermark as it was when the last one was stored. */
    private Pair openWithoutHead(OutboundFile outbound, StoreContents contents) throws IOException {
        if (outbound.cut() == 0 && outbound.lastSeq() > 0) {
            LOG.warn(
                    "session {}: head of the message store lost; healed from its {} messages, received up to {}",
                    session,
                    outbound.lastSeq(),
                    contents.watermark());
            StoreHead head = StoreHead.create(
                    headPath(generation),
                    clock.millis(),
                    contents.watermark(),
                    outbound.lastSeq(),
                    contents.lastRefused(),
                    Agreed.YES,
                    contents.replayingOrNull() != null);
            return new Pair(head, outbound, contents);
        }
        LOG.warn(
                "session {}: message store unusable, set aside ({} bytes); the client is told to start anew (141=Y) and"
                        + " gets its reports again with 97=Y",
                session,
                outbound.cut());
        outbound.close();
        return begin(Agreed.LOST, true, new StoreContents());
    }

    /** Which numbering of the session this is; a reset begins the next one. */
    int generation() {
        return generation;
    }

    /** A new numbering with nothing but the causes; it counts from when its head is there. */
    Pair begin(Agreed agreed, boolean replay, StoreContents before) throws IOException {
        generation++;
        Files.deleteIfExists(outPath(generation));
        // What was told under the numbers that end now may never have arrived if it is wanted again.
        StoreContents contents = replay ? new StoreContents() : before.causesOnly();
        OutboundFile outbound = new OutboundFile(outPath(generation), contents);
        if (replay) {
            Replaying wanted = before.replayingOrNull();
            ReportCause namedOrNull = wanted == null ? null : wanted.namedOrNull();
            outbound.appendReplay(Replay.WANTED, namedOrNull, 0);
            contents.replay(Replay.WANTED, namedOrNull);
        }
        for (ReportCause cause : contents.causes()) {
            outbound.append(0, 0, cause, 0, NOTHING);
        }
        StoreHead head = StoreHead.create(headPath(generation), clock.millis(), 0, 0, 0, agreed, replay);
        endEarlier();
        return new Pair(head, outbound, contents);
    }

    private void endEarlier() throws IOException {
        for (int earlier : generations().headSet(generation)) {
            for (Path file : List.of(headPath(earlier), outPath(earlier))) {
                if (Files.exists(file)) {
                    Files.move(
                            file,
                            file.resolveSibling(file.getFileName() + ".ended"),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private Path headPath(int number) {
        return folder.resolve("g" + number + ".head");
    }

    private Path outPath(int number) {
        return folder.resolve("g" + number + ".out");
    }
}
