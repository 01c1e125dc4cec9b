import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import balances from '../../../protocol/samples/balances.json';
import instruments from '../../../protocol/samples/instruments.json';
import { useApp } from '../app/store';
import type { Account, Balance, Instrument, Symbol } from '../wire';
import { type FakeWire, fakeWire } from '../wire/testing';
import { PortfolioPanel } from './PortfolioPanel';
import { assetRows } from './rows';

const ACCOUNT = 'DESK-1' as Account;
const ARGS = { account: ACCOUNT };
const defs = instruments.snap.items as unknown as Instrument[];
let wire: FakeWire;

beforeEach(() => {
  useApp.setState({ account: ACCOUNT, symbol: 'BTC-USD' as Symbol, prefs: {} });
  wire = fakeWire();
  render(<PortfolioPanel />);
  wire.snap('instruments', {}, { items: defs });
  wire.snap('balances', ARGS, { ...balances.snap, id: wire.idOf('balances', ARGS), seq: 1 });
});

const lines = () => screen.getAllByRole('row').slice(1).map((it) => it.textContent);

describe('portfolio', () => {
  it('shows the figures and a row per asset with the decimals of its instrument', () => {
    expect(screen.getByText('$1,000,080.36')).toBeDefined();
    expect(screen.getByText('+80.36').className).toBe('up');
    expect(screen.getByText('DESK-1 · START $1,000,000')).toBeDefined();
    expect(lines()).toEqual(['USD645,018.81182,516.70827,535.51', 'BTC2.700000.750003.45000']);
  });

  it('hides every amount behind the eye', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Hide amounts' }));
    expect(lines()).toEqual(['USD•••••••••••••••', 'BTC•••••••••••••••']);
    expect(screen.queryByText('$1,000,080.36')).toBeNull();
  });

  it('tints what changed and leaves the rest', () => {
    const total = screen.getByText('827,535.51');
    wire.delta('balances', ARGS, { items: balances.delta.items });
    expect(screen.getByText('665,018.81').className).toBe('flash');
    expect(screen.getByText('827,535.51')).toBe(total);
  });

  it('lists cash, the base that is traded and what is held or owed; nothing else', () => {
    const balance = (asset: string, total: string, extra: Partial<Balance> = {}) =>
      ({ asset, available: total, reserved: '0', total, ...extra }) as unknown as Balance;
    const made = assetRows(
      [balance('ETH', '0'), balance('AAPL', '-5', { borrowUsed: '5' as never }), balance('BTC', '0'), balance('USD', '100')],
      defs, defs[0], 'USD',
    );
    expect(made.map((it) => [it.balance.asset, it.decimals, it.borrowUsed])).toEqual([['USD', 2, null], ['BTC', 5, null], ['AAPL', 0, '5']]);
  });
});
