import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import instruments from '../../../protocol/samples/instruments.json';
import top from '../../../protocol/samples/top.json';
import { useApp } from '../app/store';
import type { Symbol } from '../wire';
import { fakeWire, type FakeWire } from '../wire/testing';
import { InstrumentStrip } from './InstrumentStrip';

let wire: FakeWire;
beforeEach(() => {
  useApp.getState().setSymbol('BTC-USD' as Symbol);
  wire = fakeWire();
  render(<InstrumentStrip />);
  wire.snap('instruments', {}, instruments.snap);
  wire.snap('top', {}, top.snap);
});

it('offers every instrument and changes the symbol for all panels', async () => {
  const select = screen.getByRole('combobox', { name: 'Instrument' });
  expect([...select.querySelectorAll('option')].map((it) => it.textContent)).toEqual(['BTC-USD', 'ETH-USD', 'AAPL-USD', 'EUR-USD']);
  await userEvent.selectOptions(select, 'ETH-USD');
  expect(useApp.getState().symbol).toBe('ETH-USD');
  expect(screen.getByTitle('Last trade').textContent).toContain('2,499.90');
});

it('keeps the arrow of the last move through a trade at the same price', () => {
  expect(screen.getByTitle('Last trade').textContent).toBe('▲up50,013.50');
  wire.delta('top', {}, { items: [{ ...top.snap.items[0], dir: 'FLAT' }] });
  expect(screen.getByTitle('Last trade').textContent).toBe('▲up50,013.50');
  wire.delta('top', {}, { items: [{ ...top.snap.items[0], last: '50012.5', dir: 'DOWN' }] });
  expect(screen.getByTitle('Last trade').textContent).toBe('▼down50,012.50');
});

it('says so when the feed behind a symbol is old although the socket lives', async () => {
  expect(screen.queryByText('FEED STALE')).toBeNull();
  await userEvent.selectOptions(screen.getByRole('combobox'), 'AAPL-USD');
  expect(screen.getByText('FEED STALE')).toBeTruthy();
  await userEvent.selectOptions(screen.getByRole('combobox'), 'EUR-USD');
  expect(screen.getByText('AWAITING FEED')).toBeTruthy();
});
