import { useEffect, useState } from 'react';
import { request, WireError } from '../wire';
import type { Decoded } from '../wire/types';

/** Messages do not change, so neither do their decodings; the newest of them are kept. */
const KEPT = 64;

export interface Decoding {
  readonly decoded: Decoded | undefined;
  /** Why there is none. */
  readonly error: string | undefined;
}

/** The server's reading of a raw message; undefined while it is asked. */
export function useDecoded(raw: string | undefined): Decoding {
  const [cache] = useState(() => new Map<string, Decoded>());
  const [answer, setAnswer] = useState<{ raw: string; decoded?: Decoded; error?: string }>();
  useEffect(() => {
    if (raw === undefined || cache.has(raw)) return undefined;
    const asked = new AbortController();
    request('decode', { raw }, { signal: asked.signal }).then(
      (decoded) => {
        remember(cache, raw, decoded);
        if (!asked.signal.aborted) setAnswer({ raw, decoded });
      },
      (error: unknown) => {
        if (!asked.signal.aborted) setAnswer({ raw, error: error instanceof WireError ? error.text : String(error) });
      },
    );
    return () => asked.abort();
  }, [cache, raw]);
  const decoded =
    raw === undefined ? undefined : (cache.get(raw) ?? (answer?.raw === raw ? answer.decoded : undefined));
  return { decoded, error: decoded === undefined && answer?.raw === raw ? answer?.error : undefined };
}

function remember(cache: Map<string, Decoded>, raw: string, decoded: Decoded): void {
  cache.set(raw, decoded);
  const oldest = cache.keys().next();
  if (cache.size > KEPT && !oldest.done) cache.delete(oldest.value);
}
