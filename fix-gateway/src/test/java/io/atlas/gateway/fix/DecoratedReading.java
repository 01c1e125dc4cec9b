package io.atlas.gateway.fix;

import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.client.ReportHistory.Reading;
import io.atlas.gateway.client.ReportHistory.Told;

/** A reading that a test steps in front of. */
class DecoratedReading implements Reading {
    final Reading reading;

    DecoratedReading(Reading reading) {
        this.reading = reading;
    }

    @Override
    public int poll(Told told, int limit) {
        return reading.poll(told, limit);
    }

    @Override
    public boolean done() {
        return reading.done();
    }

    @Override
    public boolean reached(ReportCause cause) {
        return reading.reached(cause);
    }

    @Override
    public ReportCause cameTo(String topic) {
        return reading.cameTo(topic);
    }

    @Override
    public boolean knewNamed(String session) {
        return reading.knewNamed(session);
    }

    @Override
    public void close() {
        reading.close();
    }
}
