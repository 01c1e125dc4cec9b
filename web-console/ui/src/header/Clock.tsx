import { useEffect, useState, type ReactNode } from 'react';
import { usePref } from '../app/store';
import { serverNowMs } from '../wire';

/** The server's time; the zone is always printed. */
export function Clock(): ReactNode {
  const [zone] = usePref('clock', 'utc');
  const [now, setNow] = useState(serverNowMs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const at = serverNowMs();
      setNow(at);
      timer = setTimeout(tick, 1000 - (at % 1000));
    };
    tick();
    return () => clearTimeout(timer);
  }, []);
  const date = new Date(now);
  const local = zone === 'local';
  const shown = local ? date.toLocaleTimeString('en-GB') : date.toISOString().slice(11, 19);
  const name = local ? (/GMT[+-]?\d*/.exec(date.toString())?.[0] ?? 'local') : 'UTC';
  return (
    <time className="head-clock mono" title={date.toISOString()}>
      {shown} <small>{name}</small>
    </time>
  );
}
