import { useApp, useInstrument } from '../app/store';
import { fmtPx } from '../format';
import { useAction } from '../keys';
import type { Price } from '../wire';
import { sameDecimal } from './decimal';
import { focusSubmit } from './focus';
import { useShownPreview } from './preview';
import { dispatch, useTicket } from './store';
import { useMarketBlocks } from './useOrder';
import './ticket.css';

const BUTTONS = [
  ['passive', 'Passive', '1', 'Own touch: joins the queue'],
  ['mid', 'Mid', '2', 'Middle of the spread, rounded away from crossing'],
  ['aggressive', 'Aggressive', '3', 'Fills the whole quantity at once, within the collar; one basis point beyond the last level it needs, as the market moves until you submit'],
] as const;
type ButtonName = (typeof BUTTONS)[number][0];

/** Fill probability and the three prices of the order on the ticket; stands under the tiles, shares the ticket's preview. */
export function PriceButtons() {
  const preview = useShownPreview();
  const blocks = useMarketBlocks();
  const prices = preview?.buttons;
  return (
    <div className={blocks.length > 0 ? 'tcc tcc-off' : 'tcc'}>
      <FillProbability />
      <div className="tcc-prices" role="group" aria-label="Price buttons">
        {BUTTONS.map(([name, title, key, hint]) => (
          <PriceButton key={name} name={name} title={title} hotkey={key} hint={hint} px={prices?.[name]} off={blocks[0]} />
        ))}
      </div>
    </div>
  );
}

interface PriceButtonProps {
  name: ButtonName;
  title: string;
  hotkey: string;
  hint: string;
  px: Price | undefined;
  off: string | undefined;
}

function PriceButton({ name, title, hotkey, hint, px, off }: PriceButtonProps) {
  const instrument = useInstrument();
  const lit = useTicket(({ draft }) => draft.ordType === 'LIMIT' && px !== undefined && sameDecimal(draft.px.replaceAll(',', ''), px));
  const disabled = off !== undefined || px === undefined;
  const take = (): void => {
    if (!disabled) {
      dispatch({ type: 'edit', patch: { ordType: 'LIMIT', px } });
      focusSubmit();
    }
  };
  useAction({ id: `ticket.${name}`, title: `${title} price`, keys: [hotkey], run: take });
  return (
    <button
      type="button"
      className={lit ? 'tcc-price tcc-lit' : 'tcc-price'}
      aria-pressed={lit}
      aria-keyshortcuts={hotkey}
      disabled={disabled}
      title={off ?? `${hint} (${hotkey})`}
      onClick={take}
    >
      <span>{title}</span>
      <b>{fmtPx(instrument, px)}</b>
    </button>
  );
}

function FillProbability() {
  const fill = useShownPreview()?.fill;
  const side = useApp((s) => s.draft?.side) ?? 'BUY';
  const percent = Math.max(0, Math.min(100, Number(fill?.percent ?? 0)));
  return (
    <div className="tcc-fill">
      <div className="tcc-fill-line">
        <span className="dim">Fill probability</span>
        <span className="ell" title={fill?.reason}>
          <b className="strong">{fill ? `${Math.round(percent)}%` : '–'}</b>
          {fill ? <span className="dim"> · {fill.reason}</span> : null}
        </span>
      </div>
      <div className="tcc-bar" role="meter" aria-label="Fill probability" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(percent)}>
        <i className={side === 'BUY' ? 'tcc-buy' : 'tcc-sell'} style={{ transform: `scaleX(${percent / 100})` }} />
      </div>
    </div>
  );
}
