import { useApp } from '../app/store';
import type { Effect } from './suggest';

/** Carries out what was chosen; moves the focus to where its result is seen. */
export function perform(effect: Effect, runAction: (id: string) => boolean): void {
  const app = useApp.getState();
  switch (effect.kind) {
    case 'action':
      runAction(effect.id);
      return;
    case 'symbol':
      app.setSymbol(effect.symbol);
      return;
    case 'order':
      app.selectOrder(effect.key);
      runAction('go.blotter');
      return;
    case 'fix':
      app.filterFix(effect.query);
      runAction('go.fix');
      return;
    case 'ticket':
      app.prefillTicket(effect.wish);
      return;
  }
}
