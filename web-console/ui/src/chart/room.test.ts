import { expect, it } from 'vitest';
import { roomFor } from './room';

it.each([
  // what it shows, bars, width, places for bars
  ['nothing yet: as a full chart', 0, 1400, null],
  ['few bars: wide ones from the left on', 3, 1400, 50],
  ['the last that fits with air behind it', 44, 1400, 50],
  ['a step further', 45, 1400, 63],
  ['never narrower than in a full chart', 190, 1400, 200],
  ['full', 194, 1400, null],
  ['more than fit', 500, 1400, null],
  ['no width yet', 5, 0, null],
])('%s', (_, bars, width, places) => {
  const room = roomFor(bars, width);
  expect(room).toEqual(places === null ? { spacing: 7, right: 5 } : { spacing: width / places, right: places - bars - 1 });
  expect(room.right).toBeGreaterThanOrEqual(5);
});
