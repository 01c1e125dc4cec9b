import { create } from 'zustand';
import { useChannel } from '../wire';
import type { Account, Instrument, Me, OrderKey, OrdType, Preview, Price, Qty, Side, Symbol, Tif } from '../wire/types';
import { keepLocally, localPrefs, savePrefs, type Prefs } from './prefs';

/** A click on a book price, a key: what the ticket should take over. A new `n` is a new wish. */
export interface Prefill {
  readonly n: number;
  readonly side?: Side;
  readonly px?: Price;
  readonly qty?: Qty;
  readonly focus?: 'qty' | 'px' | 'submit';
}

/** The order being written, as far as it is filled in. */
export interface Draft {
  readonly side: Side;
  readonly ordType: OrdType;
  readonly tif: Tif;
  readonly qty?: Qty;
  readonly px?: Price;
}

export interface App {
  /** Null before the login, and after it ended. */
  readonly me: Me | null;
  readonly account: Account | null;
  readonly symbol: Symbol;
  readonly selectedOrder: OrderKey | null;
  /** Position in the log of the FIX message shown in detail. */
  readonly selectedFix: string | null;
  readonly fixFilter: string;
  readonly prefill: Prefill;
  readonly draft: Draft | null;
  readonly preview: Preview | null;
  readonly prefs: Prefs;
  /** The panel that fills the screen. */
  readonly maximised: string | null;
  setMe(me: Me | null): void;
  setAccount(account: Account): void;
  setSymbol(symbol: Symbol): void;
  selectOrder(key: OrderKey | null): void;
  selectFix(pos: string | null): void;
  filterFix(text: string): void;
  prefillTicket(wish: Omit<Prefill, 'n'>): void;
  setDraft(draft: Draft | null): void;
  setPreview(preview: Preview | null): void;
  setPref(name: string, value: unknown): void;
  loadPrefs(prefs: Prefs): void;
  maximise(panel: string | null): void;
}

const FIRST_SYMBOL = 'BTC-USD' as Symbol;

/** What the panels share. High-rate data is not here but in the channels. */
export const useApp = create<App>()((set, get) => ({
  me: null,
  account: null,
  symbol: FIRST_SYMBOL,
  selectedOrder: null,
  selectedFix: null,
  fixFilter: '',
  prefill: { n: 0 },
  draft: null,
  preview: null,
  prefs: localPrefs(),
  maximised: null,
  setMe: (me) => set((s) => ({ me, account: me?.accounts.includes(s.account as Account) ? s.account : (me?.accounts[0] ?? s.account) })),
  setAccount: (account) => set({ account, selectedOrder: null }),
  // A preview and a draft belong to their instrument.
  setSymbol: (symbol) => set({ symbol, draft: null, preview: null }),
  selectOrder: (selectedOrder) => set({ selectedOrder }),
  selectFix: (selectedFix) => set({ selectedFix }),
  filterFix: (fixFilter) => set({ fixFilter }),
  prefillTicket: (wish) => set((s) => ({ prefill: { ...wish, n: s.prefill.n + 1 } })),
  setDraft: (draft) => set({ draft }),
  setPreview: (preview) => set({ preview }),
  setPref: (name, value) => {
    const prefs = { ...get().prefs, [name]: value };
    set({ prefs });
    savePrefs(prefs);
  },
  loadPrefs: (prefs) => {
    set({ prefs });
    keepLocally(prefs);
  },
  maximise: (maximised) => set({ maximised }),
}));

/** One setting with its type and default; a saved value of another kind is passed over. */
export function usePref<T>(name: string, fallback: T): readonly [T, (value: T) => void] {
  const saved = useApp((s) => s.prefs[name]);
  const setPref = useApp((s) => s.setPref);
  const fits = saved !== undefined && typeof saved === typeof fallback && Array.isArray(saved) === Array.isArray(fallback);
  return [fits ? (saved as T) : fallback, (value) => setPref(name, value)];
}

const NONE: readonly Instrument[] = [];

export function useInstruments(): readonly Instrument[] {
  return useChannel('instruments', {}, (view) => view.data?.items ?? NONE);
}

/** The instrument named, or the selected one. */
export function useInstrument(symbol?: Symbol): Instrument | undefined {
  const selected = useApp((s) => s.symbol);
  return useChannel('instruments', {}, (view) => view.data?.byKey.get(symbol ?? selected));
}
