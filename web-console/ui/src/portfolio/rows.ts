import { add, isDecimal, sign } from '../format';
import { percentOf } from '../ticket/decimal';
import type { Balance, Instrument } from '../wire';

/** A balance as the panel shows it. */
export interface AssetRow {
  readonly balance: Balance;
  readonly decimals: number;
  /** Reserved of what is available and reserved together, for the bar. */
  readonly reservedPercent: number;
  readonly borrowUsed: string | null;
}

/**
 * The quote asset first, then what the account holds or owes, and the selected instrument's base even when it is nothing: that is the one
 * the next order is about. Others that are nothing are left out.
 */
export function assetRows(
  balances: readonly Balance[],
  instruments: readonly Instrument[],
  selected: Instrument | undefined,
  quote: string | undefined,
): readonly AssetRow[] {
  const main = quote ?? selected?.quote;
  const rank = (asset: string): number => (asset === main ? 0 : asset === selected?.base ? 1 : 2);
  return balances
    .filter((balance) => rank(balance.asset) < 2 || !nothing(balance))
    .toSorted((a, b) => rank(a.asset) - rank(b.asset) || (a.asset < b.asset ? -1 : 1))
    .map((balance) => ({
      balance,
      decimals: decimalsOf(balance.asset, instruments),
      reservedPercent: percentOf(balance.reserved, add(balance.reserved, sign(balance.available) > 0 ? balance.available : '0')),
      borrowUsed: used(balance.borrowUsed),
    }));
}

/** As a base the instrument's quantity decimals, as a quote its amount decimals. */
export function decimalsOf(asset: string, instruments: readonly Instrument[]): number {
  const quoted = instruments.find((it) => it.quote === asset);
  return quoted?.quoteDecimals ?? instruments.find((it) => it.base === asset)?.qtyDecimals ?? 8;
}

function nothing(balance: Balance): boolean {
  return [balance.available, balance.reserved, balance.total].every((amount) => sign(amount) === 0);
}

function used(amount: string | undefined): string | null {
  return amount !== undefined && isDecimal(amount) && sign(amount) > 0 ? amount : null;
}
