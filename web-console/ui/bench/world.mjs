/** The console that is measured: one that runs, or a world started for it, as the scenarios in ../../e2e start theirs. */
import { World } from '../../e2e/lib/world.mjs';

const FAST = { BTC: { takersPerMille: 240 }, ETH: { levels: 5, takersPerMille: 0 } };

/** Markets a world can be started with: the text of market.yaml, out of the demo's. */
const MARKETS = {
  demo: (yaml) => yaml,
  /**
   * As often as the venue can tick. It skips ticks that it is late for: so ether moves beside bitcoin for a thousand changes of books in a second
   * to be reached, and bitcoin's takers come a little oftener than at one tick in five. Whoever looks at bitcoin sees all two hundred trades.
   */
  fast: (yaml) =>
    yaml
      .replace(/^tickMs: .*$/m, 'tickMs: 1')
      .split(/(?=- symbol: )/)
      .map((model) => having(model, FAST[/^- symbol: (\w+)/.exec(model)?.[1]] ?? { stepTicks: 0, levels: 5, takersPerMille: 0 }))
      .join(''),
};

const having = (model, figures) => Object.entries(figures).reduce((text, [name, value]) => text.replace(new RegExp(`${name}: .*`), `${name}: ${value}`), model);

/** @param where an address, or the name of a market; returns its URL, how to end it, and whether the market is the fast one */
export async function openWorld(where) {
  const market = MARKETS[where];
  if (market === undefined) {
    return { url: where, fast: false, stop: async () => {} };
  }
  const world = await World.start([], market);
  return { url: world.url, fast: where === 'fast', stop: () => world.stop() };
}
