import type { ReactNode } from 'react';
import { fmtInt, fmtMs } from '../format';
import { useChannel } from '../wire';
import type { LatencyData } from '../wire/types';
import './status.css';

const HOPS: readonly (readonly [name: string, key: keyof LatencyData, title: string])[] = [
  ['Gateway', 'gateway', 'From the FIX message to the command in the log'],
  ['Kafka', 'kafka', 'From the command written to the command read'],
  ['OMS', 'oms', 'Inside the order management'],
  ['Venue', 'venue', 'From the order at the venue to its answer'],
  ['Push', 'push', 'From the event read to the frame on this socket'],
];

/** One line at the foot: is all well, how fast, how much. */
export function StatusStrip(): ReactNode {
  const latency = useChannel('latency', {});
  const hz = latency.hz;
  const now = latency.data ?? {};
  const old = latency.status !== 'live' && latency.status !== 'loading';
  return (
    <footer className={`strip24${old ? ' strip24-old' : ''}`} aria-label="System status">
      <Overall />
      {HOPS.map(([name, key, title]) => (
        <Part key={key} name={name} title={`${title}, milliseconds`} value={fmtMs(now[key])} wide unit={key === 'push' ? 'ms' : ''} />
      ))}
      <span className="part" title="From the order sent to its acknowledgement shown, milliseconds">
        End to end p50 <b className="w4">{fmtMs(now.e2eP50)}</b> p99 <b className="w4">{fmtMs(now.e2eP99)}</b> ms
      </span>
      <Part name="Consumer lag" title="Records of the log this server has not read yet" value={fmtInt(now.lag)} />
      <Part name="Orders/s" value={rate(now.ordersPerSec)} wide />
      <Part name="Book upd/s" value={rate(now.bookPerSec)} wide unit={hz > 0 ? `→ ${hz} Hz` : ''} title="Changes of the books, and the rate shown here" />
      <Part name="Gaps" title="Gaps found in the feed since the start" value={fmtInt(now.gaps)} bad={(now.gaps ?? 0) > 0} />
      <span className="grow" />
      <Part name="Invariant guards" value={now.violations === undefined ? '–' : `${fmtInt(now.violations)} violations`} bad={(now.violations ?? 0) > 0} />
      <span className="part">Simulated market, no real money</span>
    </footer>
  );
}

function Overall(): ReactNode {
  const health = useChannel('health', {});
  const overall = health.status === 'live' ? health.data?.overall : undefined;
  const trouble = health.data?.items.filter((it) => it.state !== 'OK').map((it) => `${it.part}: ${it.text}`) ?? [];
  const [dot, text] = {
    OK: ['dot-live', 'All systems'],
    DEGRADED: ['dot-warn', 'Degraded'],
    DOWN: ['dot-crit', 'Down'],
    none: ['dot-off', 'Not known'],
  }[overall ?? 'none'];
  const details = health.data?.items.map((it) => `${it.part} ${it.state}: ${it.text}`).join('\n');
  return (
    <span className="part" title={details}>
      <i className={`dot ${dot}`} /> <b>{text}</b>
      {overall === 'OK' ? null : <span className="warn"> {trouble.join(' · ')}</span>}
    </span>
  );
}

function Part(props: { name: string; value: string; unit?: string; title?: string; bad?: boolean; wide?: boolean }): ReactNode {
  return (
    <span className="part" title={props.title}>
      {props.name} <b className={`${props.bad === true ? 'crit' : ''} ${props.wide === true ? 'w4' : ''}`}>{props.value}</b>
      {props.unit === undefined || props.unit === '' ? null : ` ${props.unit}`}
    </span>
  );
}

function rate(value: number | undefined): string {
  return value === undefined ? '–' : value < 10 ? value.toFixed(1) : fmtInt(value);
}
