package io.atlas.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: warnings of ATLAS and errors of the libraries to the error stream; with {@link #toFile} also everything
 * from INFO on, as JSON lines, to a file that rolls at 20 MB and keeps three predecessors.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String[] LIBRARIES = {
        "org.apache.kafka", "kafka", "state", "quickfix", "io.aeron", "org.apache.mina"
    };

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{short}");
        lines.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setLevel("WARN");
        warnings.start();
        console.addFilter(warnings);
        start(console, lines, context);
        root(context).setLevel(Level.WARN);
        root(context).addAppender(console);
        for (String library : LIBRARIES) {
            context.getLogger(library).setLevel(Level.OFF);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Nothing any more: for a simulator, whose worlds are full of faults that are meant. */
    public static void silence() {
        root((LoggerContext) LoggerFactory.getILoggerFactory()).setLevel(Level.OFF);
    }

    /** From now on also into {@code folder/name.log}. Call once, before services start. */
    public static void toFile(Path folder, String name) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(folder.resolve(name + ".log").toString());
        FixedWindowRollingPolicy keep = new FixedWindowRollingPolicy();
        keep.setContext(context);
        keep.setParent(file);
        keep.setFileNamePattern(folder.resolve(name + ".%i.log").toString());
        keep.setMaxIndex(3);
        keep.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("20MB"));
        size.start();
        file.setRollingPolicy(keep);
        file.setTriggeringPolicy(size);
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithContext(false);
        json.setWithSequenceNumber(false);
        json.start();
        start(file, json, context);
        root(context).setLevel(Level.INFO);
        root(context).addAppender(file);
        for (String library : LIBRARIES) {
            context.getLogger(library).setLevel(Level.WARN);
            // Their warnings belong to the file: on the screen they would drown ours.
            context.getLogger(library).setAdditive(false);
            context.getLogger(library).addAppender(file);
        }
    }

    private static void start(
            OutputStreamAppender<ILoggingEvent> appender, Encoder<ILoggingEvent> encoder, LoggerContext context) {
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
    }

    private static ch.qos.logback.classic.Logger root(LoggerContext context) {
        return context.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
