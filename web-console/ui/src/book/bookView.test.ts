import { describe, expect, it } from 'vitest';
import samples from '../../../protocol/samples/book.json';
import instruments from '../../../protocol/samples/instruments.json';
import orderSamples from '../../../protocol/samples/orders.json';
import type { BookData, BookRow, Instrument, Order, Price, Symbol } from '../wire';
import { barShare, bidPercent, bookView } from './bookView';
import { beyond, levelOf, ownOrders } from './ownOrders';

const btc = instruments.snap.items[0] as unknown as Instrument;
const book = samples.snap as unknown as BookData;
const half = '0.5' as Price;
const BTC = 'BTC-USD' as Symbol;

function order(side: 'BUY' | 'SELL', px: string, leavesQty: string, other: Partial<Order> = {}): Order {
  return { ...(orderSamples.snap.items[2] as unknown as Order), side, px: px as Price, leavesQty: leavesQty as never, word: 'LIVE', ...other };
}

function view(of: BookData, orders: readonly Order[] = []) {
  return bookView(of, ownOrders(orders, of.symbol, half), btc);
}

describe('a row of the book', () => {
  it('has fixed decimals, a bar by cumulative size, and says when it is synthetic', () => {
    const { bids, asks } = view(book);
    expect(bids.rows[0]).toEqual({ px: '50,012.50', size: '0.12000', total: '0.12000', share: 0.027, synthetic: false, mine: '' });
    expect(asks.rows[4]).toEqual({ px: '50,015.50', size: '1.20000', total: '4.36680', share: 1, synthetic: true, mine: '' });
  });

  it('shares one scale with the other side, so the deeper side has the longer bars', () => {
    const { bids, asks } = view(book);
    expect([bids.rows.at(-1)?.share, asks.rows.at(-1)?.share]).toEqual([0.676, 1]);
  });

  it('hands the ticket canonical text, not what is shown', () => {
    expect(view(book).bids.facts[1]).toEqual({ px: '50012', size: '0.1229', total: '0.2429', orders: [] });
  });

  it('is not made beyond fifteen a side', () => {
    const many = Array.from({ length: 40 }, (_, i): BookRow => [String(50012 - i) as Price, '1' as never, String(i + 1) as never, '']);
    expect(view({ ...book, bids: many }).bids.rows).toHaveLength(15);
  });

  it('exists on an empty book as none, with bars of no length', () => {
    expect(view({ ...book, bids: [], asks: [] }).bids.rows).toEqual([]);
    expect(barShare('1', 0)).toBe(0);
  });
});

describe('own orders', () => {
  it.each([
    // price,     side,   step,   level
    ['50012.49', 'BUY', '0.5', '50012'],
    ['50012.5', 'BUY', '0.5', '50012.5'],
    ['50013.01', 'SELL', '0.5', '50013.5'],
    ['50013.5', 'SELL', '0.5', '50013.5'],
    ['1.08007', 'BUY', '0.0001', '1.08'],
    ['1.08007', 'SELL', '0.0001', '1.0801'],
  ] as const)('at %s on the %s side with a step of %s stand at %s', (px, side, step, level) => {
    expect(levelOf(px as Price, side, step as Price)).toBe(level);
  });

  it('at one level are one chip with their sum, and all in its menu', () => {
    const { bids } = view(book, [order('BUY', '50012.1', '1'), order('BUY', '50012.2', '2.4')]);
    expect(bids.rows.map((row) => row.mine)).toEqual(['', '3.4', '', '', '']);
    expect(bids.facts[1]?.orders).toHaveLength(2);
  });

  it('of the other side, another symbol, or no longer working are no chip', () => {
    const none = [
      order('SELL', '50012', '1'),
      order('BUY', '50012', '1', { symbol: 'ETH-USD' as Symbol }),
      order('BUY', '50012', '0', { word: 'FILLED' }),
      order('BUY', '50012', '1', { word: 'WAITING' }),
      order('BUY', '50012', '1', { px: undefined }),
    ];
    expect(view(book, none).bids.rows.filter((row) => row.mine !== '')).toEqual([]);
  });

  it('that rest further away than the rows are counted', () => {
    const own = ownOrders([order('BUY', '49000', '1'), order('BUY', '49000', '1'), order('BUY', '50012', '1')], BTC, half);
    expect(beyond(own.bids, book.bids)).toBe(2);
  });
});

describe('the imbalance', () => {
  it.each([
    [41, 41],
    ['54.4', 54],
    [0, 0],
    [130, 100],
    [undefined, null],
    ['x', null],
  ])('%s is %s percent bid', (given, shown) => {
    expect(bidPercent(given)).toBe(shown);
  });
});
