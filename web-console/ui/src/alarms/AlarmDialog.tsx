import type { ReactNode } from 'react';
import { fmtIso, fmtTime } from '../format';
import { useAction } from '../keys';
import { Dialog } from '../layout';
import type { Alarm } from '../wire/types';
import { stateWord } from './alarms';
import { acknowledge, alarmStore, showAlarms, useAlarmPicture, useAlarms } from './store';
import './alarms.css';

/** Every alarm the server still knows, the newest first. */
export function AlarmDialog(): ReactNode {
  const listOpen = alarmStore((s) => s.listOpen);
  useAction({ id: 'go.alarms', title: 'Go to Alarms', keys: ['G L'], run: () => showAlarms(true) });
  return listOpen ? <List /> : null;
}

function List(): ReactNode {
  const alarms = useAlarms();
  const { open } = useAlarmPicture();
  const seen = alarmStore((s) => s.seen);
  return (
    <Dialog title="Alarms" onClose={() => showAlarms(false)}>
      {alarms.length === 0 ? <p className="empty">No alarm since this server started.</p> : null}
      <div className="alarm-list">
        <table>
          <thead>
            <tr className="cap">
              <th scope="col">Time UTC</th>
              <th scope="col">Severity</th>
              <th scope="col">State</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {alarms.toReversed().map((it) => (
              <Row key={it.id} alarm={it} word={stateWord(it, seen)} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="dialog-foot">
        <span className="grow dim">{open.length === 0 ? 'Nothing waits to be acknowledged.' : `${open.length} to acknowledge.`}</span>
        <button type="button" className="btn" disabled={open.length === 0} onClick={() => acknowledge(alarms)}>
          Acknowledge all
        </button>
      </div>
    </Dialog>
  );
}

function Row({ alarm, word }: { alarm: Alarm; word: string }): ReactNode {
  const tone = alarm.state === 'MENDED' ? 'faint' : alarm.severity === 'CRITICAL' ? 'crit' : alarm.severity === 'WARNING' ? 'warn' : 'info';
  return (
    <tr className={alarm.state === 'MENDED' ? 'dim' : ''}>
      <td title={fmtIso(alarm.time)}>{fmtTime(alarm.time, 's')}</td>
      <td className={tone}>{alarm.severity}</td>
      <td title={alarm.mended === undefined ? undefined : fmtIso(alarm.mended)}>
        {word}
        {alarm.mended === undefined ? '' : ` ${fmtTime(alarm.mended, 's')}`}
      </td>
      <td>{alarm.text}</td>
    </tr>
  );
}
