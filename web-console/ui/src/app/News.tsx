import { useEffect, useRef, type ReactNode } from 'react';
import { add, fmtDec, fmtPx } from '../format';
import { announce, toast } from '../layout';
import { useChannel, useConnection } from '../wire';
import type { Alarm, Fill, Order, OrderKey, OrderWord } from '../wire/types';
import { useApp, useInstrument } from './store';

/** Draws nothing: says what happened to own orders, fills, alarms and the connection, and keeps the page's title. */
export function News(): ReactNode {
  const account = useApp((s) => s.account);
  // Keyed: what is known of one account is nothing to another.
  return <NewsOf key={account} />;
}

function NewsOf(): ReactNode {
  useOrderNews();
  useFillNews();
  useAlarmNews();
  useConnectionNews();
  useTitle();
  return null;
}

function useOrderNews(): void {
  const account = useApp((s) => s.account);
  const items = useChannel('orders', account === null ? null : { account }, (view) => view.data?.items);
  const known = useRef<Map<OrderKey, OrderWord> | null>(null);
  useEffect(() => {
    if (items === undefined) {
      return;
    }
    const before = known.current;
    known.current = new Map(items.map((it) => [it.key, it.word]));
    // What stood in the first snapshot is no news.
    if (before !== null) {
      items.filter((it) => before.get(it.key) !== it.word).forEach(tellOrder);
    }
  }, [items]);
}

function tellOrder(order: Order): void {
  const terms = `${order.side} ${fmtDec(order.qty, 8, { trim: true })} ${order.symbol}`;
  announce(`${terms} ${order.word.toLowerCase()}${order.reason === undefined ? '' : `, ${order.reason}`}`);
  if (order.word === 'REJECTED') {
    toast({ kind: 'bad', text: `${terms} rejected: ${order.reason ?? order.text ?? 'no reason given'}`, burst: 'reject', merge: (n) => `${n} orders rejected` });
  }
}

function useFillNews(): void {
  const account = useApp((s) => s.account);
  const items = useChannel('fills', account === null ? null : { account }, (view) => view.data?.items);
  const known = useRef<Set<string> | null>(null);
  const sums = useRef(new Map<string, { qty: string; at: number }>());
  useEffect(() => {
    if (items === undefined) {
      return;
    }
    const before = known.current;
    known.current = new Set(items.map((it) => it.execId));
    if (before !== null) {
      items.filter((it) => !before.has(it.execId)).forEach((fill) => tellFill(fill, sums.current));
    }
  }, [items]);
}

const BURST_MS = 5000;

function tellFill(fill: Fill, sums: Map<string, { qty: string; at: number }>): void {
  const burst = `${fill.side} ${fill.symbol}`;
  const last = sums.get(burst);
  const qty = last !== undefined && Date.now() - last.at < BURST_MS ? add(last.qty, fill.qty) : fill.qty;
  sums.set(burst, { qty, at: Date.now() });
  const base = fill.symbol.split('-')[0] ?? '';
  const verb = fill.side === 'BUY' ? 'Bought' : 'Sold';
  toast({
    kind: 'good',
    text: `${verb} ${fmtDec(fill.qty, 8, { trim: true })} ${base} at ${fmtDec(fill.px, 2)}`,
    burst,
    merge: (n) => `${verb}: ${n} fills, ${fmtDec(qty, 8, { trim: true })} ${base}`,
  });
}

function useAlarmNews(): void {
  const items = useChannel('alarms', {}, (view) => view.data?.items);
  const known = useRef(new Map<string, Alarm['state']>());
  useEffect(() => {
    const fresh = (items ?? []).filter((it) => known.current.get(it.id) !== it.state);
    known.current = new Map((items ?? []).map((it) => [it.id, it.state]));
    const newest = fresh.at(-1);
    if (newest !== undefined && newest.state !== 'MENDED') {
      announce(`Alarm: ${newest.text}`, 'assertive');
    } else if (newest !== undefined) {
      announce(`Mended: ${newest.text}`);
    }
  }, [items]);
}

function useConnectionNews(): void {
  const { state } = useConnection();
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== state && state !== 'connecting') {
      announce({ live: 'Connected', reconnecting: 'Connection lost, reconnecting', ended: 'The login has ended' }[state]);
    }
    before.current = state;
  }, [state]);
}

function useTitle(): void {
  const symbol = useApp((s) => s.symbol);
  const instrument = useInstrument();
  const last = useChannel('top', {}, (view) => view.data?.byKey.get(symbol)?.last);
  useEffect(() => {
    document.title = last === undefined ? 'ATLAS · simulated market' : `${fmtPx(instrument, last)} ${symbol} · ATLAS simulated`;
  }, [last, symbol, instrument]);
}
