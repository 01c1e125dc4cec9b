import { create } from 'zustand';
import { toast } from '../layout';
import { useApp } from './store';

/** The tracks a person can resize, in pixels. */
export type Track = 'left' | 'book' | 'right' | 'blotter' | 'sessions' | 'bottom';
export type Sizes = Readonly<Record<Track, number>>;
/** `wide`: book and tape side by side; `mid`: the tape folds under the book; `column`: one column; `small`: the least. */
export type Mode = 'wide' | 'mid' | 'column' | 'small';

export interface View {
  readonly width: number;
  readonly height: number;
}

const HEADER = 34;
const STRIP = 24;
/** From here on the FIX messages run under the left column too, which would otherwise stand half empty. */
const TALL = 1300;

export function modeOf({ width }: View): Mode {
  if (width >= 1680) {
    return 'wide';
  }
  return width >= 1200 ? 'mid' : width >= 800 ? 'column' : 'small';
}

export function isTall(view: View): boolean {
  return view.height >= TALL;
}

/** What fits this window: at 1920 x 1080 the reference. */
export function defaults(view: View): Sizes {
  const work = view.height - HEADER - STRIP;
  const wide = modeOf(view) === 'wide';
  const bottom = clamp(work * 0.29, 190, 340);
  const upper = work - bottom;
  const roomy = view.width >= 2400;
  return {
    left: wide ? (roomy ? 380 : 340) : 320,
    book: wide ? (roomy ? 400 : 308) : 300,
    right: roomy ? 360 : 262,
    blotter: clamp(upper * 0.36, 130, 460),
    sessions: clamp((wide ? upper : work) * (wide ? 0.27 : 0.19), 120, 210),
    bottom,
  };
}

export function limits(view: View): Readonly<Record<Track, readonly [min: number, max: number]>> {
  const work = view.height - HEADER - STRIP;
  return {
    left: [300, Math.max(300, view.width * 0.3)],
    book: [260, Math.max(260, view.width * 0.3)],
    right: [220, Math.max(220, view.width * 0.25)],
    blotter: [90, Math.max(90, work * 0.5)],
    sessions: [80, Math.max(80, work * 0.5)],
    bottom: [120, Math.max(120, work * 0.6)],
  };
}

/** Saved sizes over the defaults, kept inside what the window allows. Undefined if what was saved is not a layout. */
export function merge(saved: unknown, view: View): Sizes | undefined {
  const base = defaults(view);
  if (saved === undefined) {
    return base;
  }
  if (typeof saved !== 'object' || saved === null || Array.isArray(saved)) {
    return undefined;
  }
  const bounds = limits(view);
  const sizes: Record<Track, number> = { ...base };
  for (const [name, px] of Object.entries(saved)) {
    if (!(name in base) || typeof px !== 'number' || !Number.isFinite(px)) {
      return undefined;
    }
    const [min, max] = bounds[name as Track];
    sizes[name as Track] = clamp(px, min, max);
  }
  return sizes;
}

const view = create<View>()(() => ({ width: innerWidth, height: innerHeight }));
window.addEventListener('resize', () => view.setState({ width: innerWidth, height: innerHeight }));

export function useView(): View {
  return view();
}

/** The layout of this kind of window, and how to change it; what is saved but cannot be read is dropped with a word. */
export function useSizes(): { sizes: Sizes; set(track: Track, px: number): void; reset(track?: Track): void } {
  const now = useView();
  const pref = `layout.${modeOf(now)}`;
  const saved = useApp((s) => s.prefs[pref]);
  const setPref = useApp((s) => s.setPref);
  const merged = merge(saved, now);
  const known = typeof saved === 'object' && saved !== null ? saved : {};
  if (merged === undefined) {
    queueMicrotask(() => dropBroken(pref));
  }
  return {
    sizes: merged ?? defaults(now),
    set: (track, px) => setPref(pref, { ...(merged === undefined ? {} : known), [track]: px }),
    reset: (track) => setPref(pref, track === undefined ? {} : without(known, track)),
  };
}

function dropBroken(pref: string): void {
  const { prefs, setPref } = useApp.getState();
  if (merge(prefs[pref], view.getState()) === undefined) {
    setPref(pref, {});
    toast({ kind: 'info', text: 'The saved layout cannot be read; the default is shown.' });
  }
}

function without(saved: object, track: Track): object {
  return Object.fromEntries(Object.entries(saved).filter(([name]) => name !== track));
}

function clamp(px: number, min: number, max: number): number {
  return Math.round(Math.max(min, Math.min(max, px)));
}
