import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Fold } from './fold';
import type { ChannelName, Payload } from './types';

/** The server's tests write these; reading them here keeps the two sides from drifting apart. */
const FOLDER = join(import.meta.dirname, '../../../protocol/samples');

interface ChannelSample {
  readonly snap: Payload & { t: string; id: string; seq: number };
  /** Absent where nothing ever changes. */
  readonly delta?: Payload & { t: string; from: number; seq: number };
}

/** What every item, or the channel's fields, must have: the required properties of the types. */
const REQUIRED: Readonly<Record<ChannelName, { key?: string; item?: string; fields?: string }>> = {
  instruments: {
    key: 'symbol',
    item: 'symbol base quote tick lot minQty maxQty minNotional maxNotional collarBps pxDecimals qtyDecimals quoteDecimals',
  },
  top: { key: 'symbol', item: 'symbol state' },
  book: { fields: 'symbol state feedSeq bids asks groups' },
  tape: { item: 'id time px qty side own' },
  bars: { key: 't', item: 't o h l c v' },
  tiles: { fields: 'volatility spread liquidity trend' },
  balances: { key: 'asset', item: 'asset available reserved total', fields: 'account' },
  orders: { key: 'key', item: 'key clOrdId account symbol side ordType tif qty cumQty leavesQty word time updated source' },
  fills: { item: 'execId tradeId orderId clOrdId time symbol side qty px amount aggressor' },
  sessions: { key: 'session', item: 'session role state out in expectedIn' },
  fix: { item: 'pos time session dir seq type name summary raw admin reject possDup' },
  latency: { fields: 'gateway kafka oms venue push e2eP50 e2eP99 ordersPerSec bookPerSec gaps lag violations' },
  health: { key: 'part', item: 'part state text', fields: 'overall' },
  alarms: { key: 'id', item: 'id time severity text state' },
};

const channels = Object.keys(REQUIRED) as ChannelName[];

describe.each(channels)("the server's sample of %s", (channel) => {
  const sample = read<ChannelSample>(channel);
  const { key, item, fields } = REQUIRED[channel];

  test('has every field the page counts on', () => {
    const names = (text: string | undefined): string[] => text?.split(' ') ?? [];
    expect(Object.keys(sample.snap)).toEqual(expect.arrayContaining(names(fields)));
    for (const it of [...(sample.snap.items ?? []), ...(sample.delta?.items ?? [])]) {
      expect(Object.keys(it)).toEqual(expect.arrayContaining(names(item)));
    }
  });

  test('folds: the delta builds on the snapshot and leaves nothing of the envelope', () => {
    const fold = new Fold(channel);
    fold.snapshot(sample.snap);
    if (sample.delta !== undefined) {
      fold.delta(sample.delta);
      expect(sample.delta.from).toBe(sample.snap.seq);
    }
    const view = fold.view() as { items?: object[]; byKey?: Map<string, object> };
    expect(view).not.toHaveProperty('seq');
    if (key !== undefined) {
      const ids = [...(sample.snap.items ?? []), ...(sample.delta?.items ?? [])].map((it) => String((it as Record<string, unknown>)[key]));
      const kept = new Set(ids.filter((id) => sample.delta?.gone?.includes(id) !== true));
      expect(new Set(view.byKey?.keys())).toEqual(kept);
      expect(view.items).toHaveLength(kept.size);
    } else if (sample.snap.items !== undefined) {
      expect(view.items).toEqual([...sample.snap.items, ...(sample.delta?.items ?? [])]);
    }
  });
});

test('no channel of the samples is unknown to the page', () => {
  const written = readdirSync(FOLDER)
    .map((name) => name.replace('.json', ''))
    .filter((name) => 'snap' in read<object>(name));
  expect(written.filter((name) => !(name in REQUIRED))).toEqual([]);
});

test('the preview names its rows, warnings and buttons as the ticket reads them', () => {
  const preview = read<{ rows: { name: string }[]; warnings: object[]; buttons: object }>('preview');
  expect(preview.rows.map((it) => it.name)).toEqual(['available', 'reserved', 'position', 'exposure']);
  expect(Object.keys(preview)).toEqual(expect.arrayContaining(['previewId', 'time', 'ok', 'fields', 'rows', 'buttons', 'warnings']));
  for (const it of preview.warnings) {
    expect(Object.keys(it)).toEqual(expect.arrayContaining(['code', 'severity', 'title', 'text']));
  }
});

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as T;
}
