import type { FixItem } from '../wire/types';
import { rawField, SOH } from './rawFix';

let made = 0;

/** A message of channel `fix` from its fields, `35=D|34=7|49=DESK|11=C-1`; for tests. */
export function fixMessage(fields: string, more: Partial<FixItem> = {}): FixItem {
  const raw = `8=FIX.4.4|9=0|${fields}|10=000|`.replaceAll('|', SOH);
  const type = rawField(raw, 35) ?? '0';
  const clOrdId = rawField(raw, 11);
  made += 1;
  return {
    pos: `fix.messages/0/${made}`,
    time: `${1_795_356_594_000_000_000n + BigInt(made) * 1_000_000n}`,
    session: 'ALGO1',
    dir: 'IN',
    seq: Number(rawField(raw, 34) ?? made),
    type,
    name: `Type${type}`,
    summary: '',
    raw,
    ...(clOrdId === undefined ? {} : { clOrdId }),
    admin: '012345A'.includes(type),
    reject: type === '3' || type === 'j',
    possDup: rawField(raw, 43) === 'Y',
    ...more,
  } as FixItem;
}
