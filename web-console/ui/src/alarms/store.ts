import { create } from 'zustand';
import { useChannel } from '../wire';
import type { Alarm } from '../wire/types';
import { picture, type AlarmPicture } from './alarms';

const KEY = 'atlas-alarms-seen';
/** Twice as many as the server keeps. */
const KEPT = 400;

interface AlarmStore {
  /** Ids acknowledged in this browser; a reload does not ask again. */
  readonly seen: ReadonlySet<string>;
  readonly listOpen: boolean;
}

export const alarmStore = create<AlarmStore>(() => ({ seen: new Set(read()), listOpen: false }));

export function acknowledge(alarms: readonly Alarm[]): void {
  const seen = [...new Set([...alarmStore.getState().seen, ...alarms.map((it) => it.id)])].slice(-KEPT);
  alarmStore.setState({ seen: new Set(seen) });
  try {
    localStorage.setItem(KEY, JSON.stringify(seen));
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
}

export function showAlarms(listOpen: boolean): void {
  alarmStore.setState({ listOpen });
}

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((it) => typeof it === 'string') : [];
  } catch {
    return [];
  }
}

export function useAlarms(): readonly Alarm[] {
  return useChannel('alarms', {}, (view) => view.data?.items) ?? NONE;
}

export function useAlarmPicture(): AlarmPicture {
  const alarms = useAlarms();
  const seen = alarmStore((s) => s.seen);
  return picture(alarms, seen);
}

const NONE: readonly Alarm[] = [];
