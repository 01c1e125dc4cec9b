import type { Alarm } from '../wire/types';

/** What the page makes of the alarms: those a person has still to look at, and those that trouble the system now. */
export interface AlarmPicture {
  /** Not acknowledged and not mended, the worst first, among equals the newest. */
  readonly open: readonly Alarm[];
  /** How many conditions hold at this moment, acknowledged or not. */
  readonly holding: number;
}

const WORST: Readonly<Record<Alarm['severity'], number>> = { CRITICAL: 0, WARNING: 1, INFO: 2 };

export function picture(alarms: readonly Alarm[], seen: ReadonlySet<string>): AlarmPicture {
  const newestFirst = alarms.toReversed();
  const open = newestFirst.filter((it) => it.state !== 'MENDED' && !seen.has(it.id));
  open.sort((a, b) => WORST[a.severity] - WORST[b.severity]);
  return { open, holding: alarms.filter((it) => it.state === 'HOLDS').length };
}

/** The state as a word for people. */
export function stateWord(alarm: Alarm, seen: ReadonlySet<string>): string {
  switch (alarm.state) {
    case 'HOLDS':
      return seen.has(alarm.id) ? 'Holds, acknowledged' : 'Holds';
    case 'MENDED':
      return 'Mended';
    case 'HAPPENED':
      return seen.has(alarm.id) ? 'Acknowledged' : 'Happened';
  }
}
