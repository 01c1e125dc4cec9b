import type { ReactNode } from 'react';
import { showAlarms, useAlarmPicture } from './store';
import './alarms.css';

/** In the header while anything holds or waits to be acknowledged; opens the list. */
export function AlarmBadge(): ReactNode {
  const { open, holding } = useAlarmPicture();
  const count = Math.max(open.length, holding);
  if (count === 0) {
    return null;
  }
  const crit = open.some((it) => it.severity === 'CRITICAL');
  return (
    <button type="button" className={`btn alarm-badge ${crit ? 'alarm-badge-crit' : ''}`} title="All alarms" onClick={() => showAlarms(true)}>
      ▲ {count} {count === 1 ? 'alarm' : 'alarms'}
    </button>
  );
}
