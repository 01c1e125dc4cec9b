package io.atlas.sim.planted;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.atlas.domain.Command;
import io.atlas.domain.NewOrder;
import io.atlas.gateway.order.OrderPartition;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.ValidReader;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;

/** Reaches what the services keep to themselves; runs inside the loader of a planted bug. Public, for woven code calls it. */
public final class Insides {
    private Insides() {}

    /** Frees what every new order holds whose command has not been read back. */
    public static void release(OwnedPartition<Command> commands, OrderPartition orders) {
        Object board = field(orders, "board");
        for (Object proposal : (Collection<?>) field(commands, "open")) {
            Object command = field(proposal, "body");
            if (command instanceof NewOrder) {
                call(board, "withdraw", Command.class, command);
            }
        }
    }

    /** Inside {@code caughtUp}, the reader of events says that it has read them all. */
    static AsmVisitorWrapper allEventsSeemRead() {
        try {
            return MemberSubstitution.relaxed()
                    .method(named("position").and(isDeclaredBy(ValidReader.class)))
                    .replaceWith(Insides.class.getMethod("all", ValidReader.class))
                    .on(named("caughtUp"));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    /** Stands where {@link ValidReader#position} was asked. */
    public static long all(ValidReader<?> reader) {
        return Long.MAX_VALUE;
    }

    private static Object field(Object of, String name) {
        try {
            Field field = of.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void call(Object of, String name, Class<?> argumentType, Object argument) {
        try {
            Method method = of.getClass().getDeclaredMethod(name, argumentType);
            method.setAccessible(true);
            method.invoke(of, argument);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
