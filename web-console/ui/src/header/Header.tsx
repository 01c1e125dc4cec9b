import { useState, type ReactNode } from 'react';
import { AlarmBadge } from '../alarms';
import { useApp } from '../app/store';
import { CommandBox } from '../command';
import { Menu } from '../layout';
import { CancelAll } from './CancelAll';
import { Clock } from './Clock';
import { ConnectionChip } from './ConnectionChip';
import { useSettings } from './settings';
import './header.css';

export function Header(): ReactNode {
  return (
    <header className="head">
      <h1 className="sr-only">ATLAS console</h1>
      <div className="head-side">
        <span className="wordmark" role="img" aria-label="ATLAS">
          AT<span>L</span>AS
        </span>
        <span className="head-badge">SIMULATION</span>
        <nav className="head-tabs" aria-label="Workspaces">
          <a href="#/" aria-current="page">
            Trade
          </a>
        </nav>
      </div>
      <div className="head-command">
        <CommandBox />
      </div>
      <div className="head-side head-right">
        <AlarmBadge />
        <CancelAll />
        <ConnectionChip />
        <Who />
        <Clock />
      </div>
    </header>
  );
}

/** Account and user; the menu holds what a person sets once. */
function Who(): ReactNode {
  const me = useApp((s) => s.me);
  const account = useApp((s) => s.account);
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const items = useSettings();
  return (
    <>
      <button
        type="button"
        className="head-who"
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          setAt({ x: left, y: bottom + 4 });
        }}
      >
        <b>{account ?? '–'}</b> · {me?.user ?? '–'}
      </button>
      {at === null ? null : <Menu {...at} label="Settings" items={items} onClose={() => setAt(null)} />}
    </>
  );
}
