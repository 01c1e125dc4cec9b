package io.atlas.console;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * What {@code /metrics} tells. Suppliers must be good for any thread. The registry is made when somebody asks for the first time:
 * it costs a quarter of a second, which a start has better use for. Any thread.
 */
final class ConsoleFigures implements AutoCloseable {
    private final List<Consumer<MeterRegistry>> meters = new ArrayList<>();
    private PrometheusMeterRegistry registry;
    private JvmGcMetrics gc;

    ConsoleFigures() {
        meters.add(to -> new JvmMemoryMetrics().bindTo(to));
        meters.add(to -> new JvmThreadMetrics().bindTo(to));
        meters.add(to -> new ProcessorMetrics().bindTo(to));
        meters.add(to -> new UptimeMetrics().bindTo(to));
    }

    void gauge(String name, String text, DoubleSupplier value) {
        add(to -> Gauge.builder(name, value::getAsDouble).description(text).register(to));
    }

    void counter(String name, String text, DoubleSupplier value) {
        add(to -> FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(text)
                .register(to));
    }

    private synchronized void add(Consumer<MeterRegistry> meter) {
        meters.add(meter);
        if (registry != null) {
            meter.accept(registry);
        }
    }

    synchronized String scrape() {
        if (registry == null) {
            registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            meters.forEach(meter -> meter.accept(registry));
            gc = new JvmGcMetrics();
            gc.bindTo(registry);
        }
        return registry.scrape();
    }

    @Override
    public synchronized void close() {
        if (registry != null) {
            gc.close();
            registry.close();
        }
    }
}
