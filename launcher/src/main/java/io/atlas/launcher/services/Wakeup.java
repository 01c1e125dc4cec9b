package io.atlas.launcher.services;

import io.atlas.wire.agent.AgentRunner;

/** Wakes an agent that does not exist yet when those who will wake it are made. Any thread. */
public final class Wakeup implements Runnable {
    private volatile AgentRunner runner;

    void wakes(AgentRunner agent) {
        runner = agent;
    }

    @Override
    public void run() {
        AgentRunner agent = runner;
        if (agent != null) {
            agent.wakeup();
        }
    }
}
