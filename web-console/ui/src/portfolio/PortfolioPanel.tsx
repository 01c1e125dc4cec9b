import { memo } from 'react';
import { useApp, useInstrument, useInstruments, usePref } from '../app/store';
import { fmtAmount, fmtDec, isDecimal, sign } from '../format';
import { type Column, GridTable, Panel } from '../layout';
import { type BalancesFields, useChannel } from '../wire';
import { type AssetRow, assetRows } from './rows';
import './portfolio.css';

const HIDDEN = '•••••';

/** What the account has: three figures, then a row per asset; a change tints its cell. */
export function PortfolioPanel() {
  const account = useApp((s) => s.account);
  const balances = useChannel('balances', account === null ? null : { account });
  const instruments = useInstruments();
  const selected = useInstrument();
  const [hidden, setHidden] = usePref('hideAmounts', false);
  const data = balances.data;
  const rows = assetRows(data?.items ?? [], instruments, selected, data?.quote);
  return (
    <Panel
      id="portfolio"
      title="Portfolio"
      keys="G P"
      state={balances}
      className="panel-fits"
      loadingRows={5}
      tools={
        <>
          {account !== null && <span className="chip chip-give">{account}{data?.startCash === undefined ? '' : ` · START ${money(data.startCash, data.quote)}`}</span>}
          <button
            type="button"
            className="btn btn-icon btn-ghost pf-eye"
            aria-pressed={hidden}
            aria-label="Hide amounts"
            title={hidden ? 'Show amounts' : 'Hide amounts'}
            onClick={() => setHidden(!hidden)}
          >
            <Eye shut={hidden} />
          </button>
        </>
      }
    >
      <Figures data={data} hidden={hidden} />
      <GridTable label="Balances" columns={hidden ? HIDDEN_COLUMNS : COLUMNS} rows={rows} rowKey={(row) => row.balance.asset} rowHeight={28} className="pf-grid" />
    </Panel>
  );
}

function Figures({ data, hidden }: { data: BalancesFields | undefined; hidden: boolean }) {
  const pnl = data?.pnl;
  const tone = pnl === undefined || !isDecimal(pnl) || sign(pnl) === 0 ? '' : sign(pnl) > 0 ? 'up' : 'down';
  return (
    <dl className="pf-figures" title={data?.formula}>
      <div>
        <dt>Net liquidation</dt>
        <dd className="pf-net">{hidden ? HIDDEN : money(data?.netLiquidation, data?.quote, 2)}</dd>
      </div>
      <div>
        <dt>Paper PnL</dt>
        <dd className={tone}>{hidden ? HIDDEN : fmtAmount(2, pnl, { sign: true })}</dd>
      </div>
      <div>
        <dt>Buying power</dt>
        <dd>{hidden ? HIDDEN : fmtAmount(0, data?.buyingPower)}</dd>
      </div>
    </dl>
  );
}

/** `$1,000,000`; another currency is named behind. */
function money(amount: string | undefined, quote: string | undefined, decimals = 0): string {
  const text = fmtDec(amount, decimals);
  if (amount === undefined || quote === undefined) {
    return text;
  }
  return quote === 'USD' ? (text.startsWith('−') ? `−$${text.slice(1)}` : `$${text}`) : `${text} ${quote}`;
}

function columns(hidden: boolean): readonly Column<AssetRow>[] {
  const show = (value: string, row: AssetRow) => <Amount key={value} text={hidden ? HIDDEN : fmtDec(value, row.decimals)} value={value} />;
  return [
    {
      id: 'asset',
      title: 'Asset',
      width: 'minmax(44px, 0.6fr)',
      cell: (row) => (
        <>
          <b className="strong">{row.balance.asset}</b>
          {row.borrowUsed === null ? null : (
            <span className="pf-borrow warn" title={`Borrowed ${row.borrowUsed} of at most ${row.balance.borrowLimit ?? '–'} ${row.balance.asset}`}>
              {' '}owes {hidden ? HIDDEN : fmtDec(row.borrowUsed, row.decimals, { trim: true })}
            </span>
          )}
          <i className="pf-bar" aria-hidden="true">
            <i style={{ transform: `scaleX(${row.reservedPercent / 100})` }} />
          </i>
        </>
      ),
    },
    { id: 'available', title: 'Available', width: '1fr', align: 'right', cell: (row) => <b className="strong">{show(row.balance.available, row)}</b> },
    {
      id: 'reserved',
      title: 'Reserved',
      width: '1fr',
      align: 'right',
      cell: (row) => <span className={sign(row.balance.reserved) === 0 ? 'faint' : 'amber'}>{show(row.balance.reserved, row)}</span>,
    },
    { id: 'total', title: 'Total', width: '1fr', align: 'right', cell: (row) => show(row.balance.total, row) },
  ];
}

const COLUMNS = columns(false);
const HIDDEN_COLUMNS = columns(true);

/** Keyed by its value: a new value is a new element, and tints once. */
const Amount = memo(function Amount({ text, value }: { text: string; value: string }) {
  return <span className="flash" title={text === HIDDEN ? undefined : value}>{text}</span>;
});

function Eye({ shut }: { shut: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="13" height="13" fill="none" stroke="currentColor" strokeWidth="1.3" aria-hidden="true" focusable="false">
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="2" />
      {shut ? <path d="M2.5 13.5l11-11" /> : null}
    </svg>
  );
}
