import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import instruments from '../../../protocol/samples/instruments.json';
import samples from '../../../protocol/samples/tape.json';
import { useApp } from '../app/store';
import type { Instrument, Symbol, TapeItem } from '../wire';
import { fakeWire, type FakeWire } from '../wire/testing';
import { boldFrom, cameSince, isLarge, limitsText, newestFirst, parseLimit, showFrom } from './tape';
import { TapePanel } from './TapePanel';

const instrument = (symbol: string) => instruments.snap.items.find((it) => it.symbol === symbol) as unknown as Instrument;
const trades = samples.snap.items as unknown as readonly TapeItem[];
const ids = (list: readonly TapeItem[]) => list.map((it) => it.id);

describe('the sizes', () => {
  it.each([
    ['BTC-USD', '1'],
    ['ETH-USD', '20'],
    ['AAPL-USD', '200'],
    ['EUR-USD', '40000'],
  ])('of %s are bold from %s on unless set otherwise', (symbol, from) => {
    expect(boldFrom(undefined, instrument(symbol))).toBe(from);
    expect(boldFrom({ bold: '3' }, instrument(symbol))).toBe('3');
  });

  it('are bold from the limit itself on', () => {
    expect(trades.map((it) => isLarge(it, '2.3554'))).toEqual([false, true, false]);
    expect(isLarge(trades[1] as TapeItem, null)).toBe(false);
  });

  it.each([
    ['', undefined],
    ['1,000', '1000'],
    ['0', null],
    ['-1', null],
    ['1e3', null],
  ])('typed as "%s" are taken as %s', (text, limit) => {
    expect(parseLimit(text)).toBe(limit);
  });

  it('are said in the header, the filter too', () => {
    expect(limitsText('1', null, 'BTC')).toBe('≥ 1 BTC bold');
    expect(limitsText('40000', '1000', 'EUR')).toBe('from 1,000 · ≥ 40,000 EUR bold');
  });

  it('filter nothing when set to zero or nonsense', () => {
    expect([showFrom(undefined), showFrom({ show: '0' }), showFrom({ show: 'x' }), showFrom({ show: '0.5' })]).toEqual([null, null, null, '0.5']);
  });
});

describe('the list', () => {
  it('is newest first, no longer than asked, without the small ones', () => {
    expect(ids(newestFirst(trades, null, 2))).toEqual(['90415.1', '90412.1']);
    expect(ids(newestFirst(trades, '0.1', 9))).toEqual(['90412.1', '90411.1']);
  });

  it('counts what came since it was held', () => {
    expect(cameSince(trades, '90411.1', null)).toBe(2);
    expect(cameSince(trades, '90411.1', '0.1')).toBe(1);
    expect(cameSince(trades, '90415.1', null)).toBe(0);
    expect(cameSince(trades, 'long gone', null)).toBe(3);
  });
});

describe('the panel', () => {
  const args = { symbol: 'BTC-USD' as Symbol };
  let wire: FakeWire;
  beforeEach(() => {
    useApp.setState({ symbol: args.symbol, prefs: {} });
    wire = fakeWire();
    render(<TapePanel />);
    wire.snap('instruments', {}, instruments.snap);
    wire.snap('tape', args, samples.snap);
  });
  const rows = () => [...document.querySelectorAll('.tape-row')];
  const sizes = () => rows().map((it) => it.querySelector('.tape-size')?.textContent);

  it('shows time, price with the mark of its side, and size; own and large trades marked', () => {
    expect(rows().map((it) => it.textContent)).toEqual(['14:09:54.57950,013.500.06800', '14:09:54.01950,013.502.35540', '14:09:53.71950,012.500.10000']);
    expect(rows().map((it) => it.querySelector('.tape-px')?.className)).toEqual(['tape-px buy', 'tape-px buy', 'tape-px sell']);
    expect(rows().map((it) => it.className)).toEqual(['tape-row tape-own', 'tape-row tape-large', 'tape-row']);
  });

  it('stands still under the pointer, counts, and catches up afterwards', () => {
    const list = screen.getByRole('table');
    fireEvent.pointerEnter(list);
    wire.delta('tape', args, samples.delta);
    expect(sizes()).toEqual(['0.06800', '2.35540', '0.10000']);
    expect(screen.getByText('held · 1 new')).toBeTruthy();
    fireEvent.pointerLeave(list);
    expect(sizes()).toEqual(['0.45230', '0.06800', '2.35540', '0.10000']);
    expect(screen.queryByText(/held/)).toBeNull();
  });

  it('filters by the size typed in, per symbol', () => {
    fireEvent.click(screen.getByText('≥ 1 BTC bold'));
    fireEvent.change(screen.getByLabelText('Show from'), { target: { value: '0.1' } });
    expect(sizes()).toEqual(['2.35540', '0.10000']);
    expect(screen.getByText('from 0.1 · ≥ 1 BTC bold')).toBeTruthy();
    expect(useApp.getState().prefs['tape.limits']).toEqual({ 'BTC-USD': { show: '0.1' } });
  });

  it('marks a size that is no number and keeps the old filter', () => {
    fireEvent.click(screen.getByText('≥ 1 BTC bold'));
    fireEvent.change(screen.getByLabelText('Bold from'), { target: { value: 'big' } });
    expect(screen.getByLabelText('Bold from').getAttribute('aria-invalid')).toBe('true');
    expect(rows()).toHaveLength(3);
  });
});
