import { expect, it } from 'vitest';
import instruments from '../../../protocol/samples/instruments.json';
import orders from '../../../protocol/samples/orders.json';
import type { Instrument, Order } from '../wire';
import { checkAmend } from './amend';

const btc = instruments.snap.items[0] as unknown as Instrument;
/** BUY 4 at 50008, of which 1.6 has traded. */
const order = orders.snap.items[2] as unknown as Order;

it.each([
  // quantity,  price,       answer
  ['4', '50009', { terms: { qty: '4', px: '50009' } }],
  ['1.60001', '50,008.00', { terms: { qty: '1.60001', px: '50008.00' } }],
  ['4', '50008', {}],
  ['4.0', '50008.00', {}],
  ['1.6', '50008', { qty: '1.60000 has traded: more than that, or cancel' }],
  ['0', '50008', { qty: 'A number above zero' }],
  ['4.000001', '50008', { qty: 'A multiple of the lot 0.00001' }],
  ['4', '50008.005', { px: 'A multiple of the tick 0.01' }],
  ['', 'x', { qty: 'A number above zero', px: 'A number above zero' }],
])('amending to "%s" at "%s" gives %j', (qty, px, answer) => {
  expect(checkAmend(order, btc, qty, px)).toEqual(answer);
});
