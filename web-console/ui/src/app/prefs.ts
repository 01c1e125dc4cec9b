import { api } from '../wire';

/** What a person has set: free JSON, kept by the server per user, with a local copy for the first paint. */
export type Prefs = Readonly<Record<string, unknown>>;

const LOCAL = 'atlas-prefs';
const SAVE_AFTER_MS = 800;
let timer: ReturnType<typeof setTimeout> | undefined;

export function localPrefs(): Prefs {
  try {
    return object(JSON.parse(localStorage.getItem(LOCAL) ?? '{}'));
  } catch {
    // Storage may be forbidden or hold something else: the defaults do.
    return {};
  }
}

/** The server's copy, or undefined if it cannot be had: the local one then stays. */
export async function serverPrefs(): Promise<Prefs | undefined> {
  try {
    return object(await api.prefs());
  } catch {
    return undefined;
  }
}

export function keepLocally(prefs: Prefs): void {
  try {
    localStorage.setItem(LOCAL, JSON.stringify(prefs));
  } catch {
    // Without storage the server's copy is the only one.
  }
}

/** Saves soon: a splitter being dragged is one save, not a hundred. */
export function savePrefs(prefs: Prefs): void {
  keepLocally(prefs);
  clearTimeout(timer);
  // A failure is no news: the local copy holds, and the next change tries again.
  timer = setTimeout(() => void api.savePrefs(prefs).catch(() => undefined), SAVE_AFTER_MS);
}

function object(value: unknown): Prefs {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Prefs) : {};
}
