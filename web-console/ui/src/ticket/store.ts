import { create } from 'zustand';
import { useApp } from '../app/store';
import { type Effect, initialTicket, step, type TicketEvent, type TicketState } from './machine';
import { sendOrder } from './send';

/** The one ticket of the page; the price buttons beside the tiles write into the same. */
export const useTicket = create<TicketState>()(() =>
  initialTicket({ symbol: useApp.getState().symbol, side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '', px: '' }),
);

/** Grows when a preview is wanted at once, though nothing in the fields changed. */
export const useAsks = create<{ readonly n: number }>()(() => ({ n: 0 }));

export function dispatch(event: TicketEvent): void {
  const next = step(useTicket.getState(), event);
  useTicket.setState(next.state, true);
  next.effects.forEach(run);
}

function run(effect: Effect): void {
  switch (effect.do) {
    case 'ask':
      return useAsks.setState(({ n }) => ({ n: n + 1 }));
    case 'send':
      return void sendOrder(effect, dispatch);
    default:
      return effect satisfies never;
  }
}
