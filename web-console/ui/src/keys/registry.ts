import { create } from 'zustand';

/** Something a person can do: by key, from the command box, and listed in the help. */
export interface Action {
  /** `ticket.buy`. */
  readonly id: string;
  readonly title: string;
  /** `B`, `Ctrl+Enter`, `G T`; several are alternatives. */
  readonly keys?: readonly string[];
  /** Fires only while focus is inside this panel. */
  readonly scope?: string;
  /** Fires in a text field too. Single letters never should. */
  readonly whileTyping?: boolean;
  /** Not offered in the command box. */
  readonly hidden?: boolean;
  run(): void;
}

interface Registry {
  readonly actions: readonly Action[];
}

/** Later ones win: a dialog's `Esc` goes before the page's. */
export const registry = create<Registry>()(() => ({ actions: [] }));

export function register(action: Action): () => void {
  registry.setState((s) => ({ actions: [...s.actions, action] }));
  return () => registry.setState((s) => ({ actions: s.actions.filter((it) => it !== action) }));
}

export function runAction(id: string): boolean {
  const action = registry.getState().actions.findLast((it) => it.id === id);
  action?.run();
  return action !== undefined;
}
