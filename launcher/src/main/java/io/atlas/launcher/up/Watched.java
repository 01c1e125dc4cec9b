package io.atlas.launcher.up;

import io.atlas.wire.agent.Agent;
import java.util.function.BooleanSupplier;

/** An agent whose readiness other threads may see. */
final class Watched implements Agent {
    private final Agent agent;
    private final BooleanSupplier readyOnAgent;
    private volatile boolean ready;

    /** @param readyOnAgent asked on the agent's thread after each step */
    Watched(Agent agent, BooleanSupplier readyOnAgent) {
        this.agent = agent;
        this.readyOnAgent = readyOnAgent;
    }

    boolean ready() {
        return ready;
    }

    @Override
    public String name() {
        return agent.name();
    }

    @Override
    public int doWork(long nowNs) {
        int work = agent.doWork(nowNs);
        ready = readyOnAgent.getAsBoolean();
        return work;
    }

    @Override
    public void close() {
        ready = false;
        agent.close();
    }
}
