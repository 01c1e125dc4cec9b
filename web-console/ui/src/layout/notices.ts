import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly kind: 'info' | 'good' | 'bad';
  readonly text: string;
  /** Toasts of one burst become one. */
  readonly burst?: string;
  readonly count: number;
}
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  answer(sure: boolean): void;
}
interface Notices {
  readonly toasts: readonly Toast[];
  readonly question: Question | null;
  /** What the live regions read out next. */
  readonly polite: string;
  readonly assertive: string;
}

const MOST = 3;
const SHOWN_MS = 5000;
const SPOKEN_EVERY_MS = 1000;
let nextId = 1;
const queues = { polite: [] as string[], assertive: [] as string[] };
let speaking: ReturnType<typeof setTimeout> | undefined;

export const notices = create<Notices>()(() => ({ toasts: [], question: null, polite: '', assertive: '' }));

/**
 * At most three at a time. With `burst`, toasts of the same name that are still shown become one: `merge` makes its text from
 * how many there were.
 */
export function toast(it: { kind: Toast['kind']; text: string; burst?: string; merge?: (count: number) => string }): void {
  const { toasts } = notices.getState();
  const same = it.burst === undefined ? undefined : toasts.find((old) => old.burst === it.burst);
  const count = (same?.count ?? 0) + 1;
  const text = count > 1 ? (it.merge?.(count) ?? `${it.text} (${count}×)`) : it.text;
  const made: Toast = { id: nextId++, kind: it.kind, text, count, ...(it.burst === undefined ? {} : { burst: it.burst }) };
  notices.setState({ toasts: [...toasts.filter((old) => old !== same), made].slice(-MOST) });
  setTimeout(() => dropToast(made.id), SHOWN_MS);
}

export function dropToast(id: number): void {
  notices.setState((s) => ({ toasts: s.toasts.filter((it) => it.id !== id) }));
}

/** Reads out, batched per second: many changes become one sentence. */
export function announce(text: string, how: 'polite' | 'assertive' = 'polite'): void {
  queues[how].push(text);
  speaking ??= setTimeout(() => {
    speaking = undefined;
    notices.setState({ polite: queues.polite.splice(0).join('. '), assertive: queues.assertive.splice(0).join('. ') });
  }, SPOKEN_EVERY_MS);
}

/** Asks once; an open question is answered with no by the next one. */
export function confirmDialog(ask: { title: string; text: string; yes: string }): Promise<boolean> {
  notices.getState().question?.answer(false);
  return new Promise((resolve) => {
    const answer = (sure: boolean): void => {
      notices.setState({ question: null });
      resolve(sure);
    };
    notices.setState({ question: { ...ask, answer } });
  });
}
