package io.atlas.wire.json;

import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import java.util.List;
import java.util.function.Function;

/**
 * The fields of one record, for typed access by name in the order in which they are written; a nested object is read whole
 * before the next field. A getter refuses a field that is missing or has another type; those ending in {@code OrNull},
 * {@code OrZero}, {@code OrNone} and {@code IfAny} accept a missing one.
 *
 * <p>There are two: {@link WrittenFields} for bytes as our own writer lays them out, which is all of a log but accidents, and
 * {@link ParsedFields} for whatever else is JSON and for saying what is wrong with the rest. What the first accepts, the second
 * reads the same.
 */
abstract class Fields {
    abstract String text(String name);

    abstract String textOrNull(String name);

    abstract <E extends Enum<E>> E word(String name, Class<E> type);

    abstract <E extends Enum<E>> E wordOrNull(String name, Class<E> type);

    abstract long decimal(String name);

    /** 0 if missing, where 0 stands for nothing. */
    abstract long decimalOrZero(String name);

    abstract long id(String name);

    /** {@link OrderIds#NONE} if missing. */
    abstract long idOrNone(String name);

    abstract long number(String name);

    abstract boolean flag(String name);

    /** Epoch nanoseconds as text. */
    abstract long time(String name);

    abstract LogPosition positionOrNull(String name);

    abstract <R> R object(String name, Function<Fields, R> reader);

    abstract <R> R objectOrNull(String name, Function<Fields, R> reader);

    abstract <R> List<R> objects(String name, Function<Fields, R> reader);

    /** Empty if missing. */
    abstract <R> List<R> objectsIfAny(String name, Function<Fields, R> reader);

    /** The field {@code reason}; NONE if missing. */
    final Reason reason() {
        Reason reason = wordOrNull("reason", Reason.class);
        return reason == null ? Reason.NONE : reason;
    }
}
