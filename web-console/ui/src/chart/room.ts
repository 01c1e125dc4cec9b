/** How bars lie in the width: pixels from one to the next, and how many more would fit right of the newest. */
export interface Room {
  readonly spacing: number;
  readonly right: number;
}

/** A full chart: candles that can be told apart, and some air before the price axis. */
const SPACING = 7;
const RIGHT = 5;
/** The first bar's time is printed under it: room for half of that. */
const LEFT = 1;
/** A few bars are not blown up further than this: they begin at the left and the rest fills up. */
const MOST_SPACING = 28;
/** A young chart grows in steps, not with each bar: nothing moves sideways in between. */
const STEP = 1.25;

/** While there are fewer bars than fit, they are spread over the width from its left edge on; afterwards the newest ones fill it. */
export function roomFor(bars: number, width: number): Room {
  const full = Math.floor(width / SPACING);
  if (bars === 0 || LEFT + bars + RIGHT >= full) {
    return { spacing: SPACING, right: RIGHT };
  }
  let places = Math.ceil(width / MOST_SPACING);
  while (places < LEFT + bars + RIGHT) {
    places = Math.ceil(places * STEP);
  }
  places = Math.min(places, full);
  return { spacing: width / places, right: places - bars - LEFT };
}
