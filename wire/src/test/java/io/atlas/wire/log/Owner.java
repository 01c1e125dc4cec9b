package io.atlas.wire.log;

import io.atlas.domain.EpochStart;
import java.util.ArrayList;
import java.util.List;

/** A service that owns one partition and writes down what it is told, in words. */
final class Owner implements OwnedPartition.Listener<Object> {
    final List<String> heard = new ArrayList<>();
    final List<String> confirmed = new ArrayList<>();
    final List<String> lost = new ArrayList<>();
    final CommandLog log;
    final OwnedPartition<Object> partition;

    Owner(String name, CommandLog log, String topic) {
        this(name, log, topic, FoldState.START);
    }

    Owner(String name, CommandLog log, String topic, FoldState from) {
        this.log = log;
        this.partition = new OwnedPartition<>(
                log, topic, 0, new TextCodec(), name, follows -> new EpochStart(name, follows, "{}"), this, from);
    }

    void step(long nowNs) {
        log.poll();
        partition.doWork(nowNs);
    }

    void propose(String text) {
        partition.propose(null, null, 7, text, null);
    }

    boolean owns() {
        return partition.phase() == OwnedPartition.Phase.OWNED;
    }

    boolean left() {
        return partition.phase() == OwnedPartition.Phase.LEFT;
    }

    @Override
    public void onHistory(Entry<Object> entry) {
        heard.add("history " + (entry.body() instanceof EpochStart start ? "START " + start.owner() : entry.body()));
    }

    @Override
    public void onConfirmed(Entry<Object> entry) {
        confirmed.add((String) entry.body());
        heard.add("confirmed " + entry.body());
    }

    @Override
    public void onOwned(long epoch, List<Object> notThere) {
        notThere.forEach(body -> lost.add((String) body));
        heard.add(notThere.isEmpty() ? "owned" : "owned, lost " + notThere);
    }

    @Override
    public void onBroken(String why) {
        heard.add("broken");
    }

    @Override
    public void onLeft(String newOwner) {
        heard.add("left to " + newOwner);
    }
}
