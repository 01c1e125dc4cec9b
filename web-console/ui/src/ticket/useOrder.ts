import { useMemo } from 'react';
import { useApp, useInstrument } from '../app/store';
import { type Instrument, newClOrdId, type PreviewArgs, useChannel, useConnection } from '../wire';
import { marketBlocks, previewBlocks, todo } from './blocks';
import { freshPreview } from './machine';
import { dispatch, useTicket } from './store';
import { type FieldFaults, faultsOf, previewArgs, type Terms, termsOf } from './terms';

export interface OrderView {
  readonly instrument: Instrument | undefined;
  readonly faults: FieldFaults;
  readonly terms: Terms | null;
  readonly args: PreviewArgs | null;
  /** Why nothing can be sent now, worst first. */
  readonly blocks: readonly string[];
  readonly todo: string | null;
}

const NO_FAULTS: FieldFaults = { qty: null, px: null };

/** Why the market cannot be acted on, empty when it can. */
export function useMarketBlocks(): readonly string[] {
  const me = useApp((s) => s.me);
  const symbol = useApp((s) => s.symbol);
  const connection = useConnection().state;
  const topStatus = useChannel('top', {}, (view) => view.status);
  const state = useChannel('top', {}, (view) => view.data?.byKey.get(symbol)?.state);
  return useMemo(
    () => marketBlocks({ me, connection, topStatus, top: state === undefined ? undefined : { state } }),
    [me, connection, topStatus, state],
  );
}

/** The order the fields make and everything that stands in its way. */
export function useOrder(): OrderView {
  const account = useApp((s) => s.account);
  const instrument = useInstrument();
  const draft = useTicket((s) => s.draft);
  const checked = useTicket((s) => s.checked);
  const market = useMarketBlocks();
  return useMemo(() => {
    if (instrument === undefined || account === null || instrument.symbol !== draft.symbol) {
      return { instrument, faults: NO_FAULTS, terms: null, args: null, blocks: market, todo: 'Loading the instrument' };
    }
    const faults = faultsOf(draft, instrument);
    const terms = termsOf(draft, account, instrument);
    const answer = terms === null ? null : freshPreview({ checked }, terms, checked?.at ?? 0);
    const blocks = [...market, ...previewBlocks(answer)];
    return { instrument, faults, terms, args: previewArgs(draft, account, instrument), blocks, todo: todo(draft, faults, terms) };
  }, [account, instrument, draft, checked, market]);
}

/** Submit, or review, or retry: what the button and Ctrl Enter do. */
export function press(order: OrderView): void {
  dispatch({ type: 'press', context: { now: Date.now(), terms: order.terms, blocks: order.blocks, freshClOrdId: newClOrdId() } });
}
