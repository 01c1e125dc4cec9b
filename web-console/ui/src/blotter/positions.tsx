import { abs, fmtDec, sign } from '../format';
import type { Column } from '../layout';
import { decimalsOf } from '../portfolio/rows';
import type { Balance, Instrument } from '../wire';

/** What the account holds or owes of anything but the cash it trades with. */
export function positionsOf(balances: readonly Balance[], quote: string | undefined): readonly Balance[] {
  return balances.filter((balance) => balance.asset !== quote && (sign(balance.total) !== 0 || sign(balance.reserved) !== 0));
}

export function positionColumns(instruments: readonly Instrument[]): readonly Column<Balance>[] {
  const amount = (value: string | undefined, asset: string) => fmtDec(value, decimalsOf(asset, instruments));
  return [
    { id: 'asset', title: 'Asset', width: '76px', cell: (it) => <b className="strong">{it.asset}</b> },
    {
      id: 'direction',
      title: 'Direction',
      width: '70px',
      cell: (it) => (sign(it.total) < 0 ? <b className="sell">SHORT</b> : <b className="buy">LONG</b>),
    },
    { id: 'position', title: 'Position', width: '110px', align: 'right', cell: (it) => amount(abs(it.total), it.asset) },
    { id: 'available', title: 'Available', width: '110px', align: 'right', cell: (it) => amount(it.available, it.asset) },
    { id: 'reserved', title: 'Reserved', width: '110px', align: 'right', cell: (it) => <span className="amber">{amount(it.reserved, it.asset)}</span> },
    { id: 'borrowed', title: 'Borrowed', width: '110px', align: 'right', cell: (it) => amount(it.borrowUsed, it.asset) },
    { id: 'limit', title: 'May borrow', width: '110px', align: 'right', cell: (it) => amount(it.borrowLimit, it.asset) },
  ];
}
