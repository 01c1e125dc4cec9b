import type { ReactNode } from 'react';
import { fmtIso, fmtTime } from '../format';
import { acknowledge, showAlarms, useAlarmPicture, useAlarms } from './store';
import './alarms.css';

/** The worst alarm and how many wait behind it; stays until it is acknowledged or what it tells of is mended. */
export function AlarmBar(): ReactNode {
  const alarms = useAlarms();
  const { open } = useAlarmPicture();
  const worst = open[0];
  if (worst === undefined) {
    return null;
  }
  return (
    <div className={`bar ${worst.severity === 'CRITICAL' ? 'bar-crit' : 'bar-warn'} alarm-bar`} role="alert">
      <strong>{worst.severity}</strong>
      <time title={fmtIso(worst.time)}>{fmtTime(worst.time, 's')} UTC</time>
      <span className="grow ell" title={worst.text}>
        {worst.text}
      </span>
      <button type="button" className="btn btn-small" onClick={() => showAlarms(true)}>
        {open.length > 1 ? `${open.length - 1} more` : 'All alarms'}
      </button>
      <button type="button" className="btn btn-small" onClick={() => acknowledge(alarms)}>
        Acknowledge
      </button>
    </div>
  );
}
