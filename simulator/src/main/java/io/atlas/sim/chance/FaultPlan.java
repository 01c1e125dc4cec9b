package io.atlas.sim.chance;

/**
 * How often what goes wrong in one run. Rates are per thousand unless their name says otherwise.
 *
 * @param crashesPerMillion chance, per step, that some service is killed in the middle of a step
 * @param twicePerMillion chance, per step, that a second instance of some service is started beside the living one
 * @param appendSlow appends that land late, in line
 * @param appendFailedPerMillion appends that time out: landed, lost (a hole, if others follow) or landing late
 * @param stallsPerMillion chance, per step, that the log answers nobody for a while
 * @param lagPerMillion chance, per step, that a service's readers fall behind; after a restart they do in half of all cases
 * @param linkLost parcels of the venue link that never arrive
 * @param linkDoubled parcels that arrive twice
 * @param linkDelayed parcels that arrive after later ones
 * @param linkRefused sends that the link cannot take
 * @param marketLost book updates that the gateway does not get
 * @param mdMarketLost book updates that the publisher of the feed does not get
 * @param feedLost frames of the feed that one receiver does not get
 * @param feedDoubled frames that one receiver gets twice
 * @param feedDelayed frames that come to one receiver late, after others
 * @param disconnectsPerMillion chance, per step, that a client's connection breaks
 */
public record FaultPlan(
        int crashesPerMillion,
        int twicePerMillion,
        int appendSlow,
        int appendFailedPerMillion,
        int stallsPerMillion,
        int lagPerMillion,
        int linkLost,
        int linkDoubled,
        int linkDelayed,
        int linkRefused,
        int marketLost,
        int mdMarketLost,
        int feedLost,
        int feedDoubled,
        int feedDelayed,
        int disconnectsPerMillion) {

    /** All goes well. */
    public static final FaultPlan NONE = new FaultPlan(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Nothing at all for one seed in eight; otherwise each kind of fault is absent in a third of all runs, then rare or frequent. */
    public static FaultPlan drawn(Dice dice) {
        if (dice.perMille(125)) {
            return NONE;
        }
        return new FaultPlan(
                rate(dice, 400),
                rate(dice, 200),
                rate(dice, 200),
                rate(dice, 1_500),
                rate(dice, 80),
                rate(dice, 400),
                rate(dice, 30),
                rate(dice, 50),
                rate(dice, 100),
                rate(dice, 50),
                rate(dice, 100),
                rate(dice, 4),
                rate(dice, 50),
                rate(dice, 50),
                rate(dice, 100),
                rate(dice, 600));
    }

    private static int rate(Dice dice, int most) {
        return dice.perMille(333) ? 0 : (int) dice.between(1, most);
    }
}
