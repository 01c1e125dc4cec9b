import { useEffect } from 'react';
import { useApp } from '../app/store';
import { type Preview, type PreviewArgs, request } from '../wire';
import { PREVIEW_MAX_AGE_MS } from './machine';
import { dispatch, useAsks, useTicket } from './store';

const DEBOUNCE_MS = 60;
const AGAIN_MS = 1_000;

/** Asks the server for the preview of these terms: 60 ms after the last edit, then each second. Answers for older terms are dropped. */
export function usePreviewLoop(args: PreviewArgs | null, live: boolean): void {
  const asks = useAsks((s) => s.n);
  const text = args === null || !live ? null : JSON.stringify({ args, asks });
  useEffect(() => {
    if (text === null) {
      return undefined;
    }
    const asked = (JSON.parse(text) as { args: PreviewArgs }).args;
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      const from = performance.now();
      // No answer is no news: the one shown grows old by itself and greys.
      const answer = await request('preview', asked, { signal: gone.signal, timeoutMs: PREVIEW_MAX_AGE_MS }).catch(() => null);
      if (gone.signal.aborted) {
        return;
      }
      if (answer !== null) {
        taken(asked, answer, performance.now() - from);
      }
      timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    timer = setTimeout(() => void ask(), DEBOUNCE_MS);
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [text]);
}

function taken(asked: PreviewArgs, answer: Preview, tookMs: number): void {
  dispatch({ type: 'checked', checked: { asked, answer, at: Date.now(), tookMs } });
  useApp.getState().setPreview(answer);
}

/** The newest answer, if it is about the instrument and side on the ticket; the figures of other terms would lie. */
export function useShownPreview(): Preview | null {
  return useTicket(({ checked, draft }) =>
    checked && checked.asked.symbol === draft.symbol && checked.asked.side === draft.side ? checked.answer : null,
  );
}
