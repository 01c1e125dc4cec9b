import { useEffect, type ReactNode } from 'react';
import { AlarmBar, AlarmDialog } from '../alarms';
import { Header } from '../header';
import { HelpDialog } from '../help';
import { Keyboard } from '../keys';
import { Login, LoginAgain, LoginEndBar } from '../login';
import { StatusStrip } from '../status';
import { applyTheme, type Density, type Palette, type Theme } from '../theme';
import { useConnection } from '../wire';
import { Column } from './Column';
import { News } from './News';
import { LiveRegions, QuestionDialog, ReconnectBar, StartBar, Toasts } from './Notices';
import { session } from './session';
import { modeOf, useView } from './sizes';
import { SinglePanel, useSinglePanel } from './SinglePanel';
import { useApp, usePref } from './store';
import { Trade } from './Trade';
import './app.css';

export function App(): ReactNode {
  const phase = session((s) => s.phase);
  useLook();
  useKeyboard();
  return (
    <>
      {phase === 'starting' ? null : phase === 'login' ? <Login /> : <Console />}
      <QuestionDialog />
      <Toasts />
      <LiveRegions />
    </>
  );
}

function Console(): ReactNode {
  const single = useSinglePanel();
  const ended = useConnection().state === 'ended';
  return (
    <div className="app">
      <Header />
      <div className="app-bars">
        <ReconnectBar />
        {ended ? null : <LoginEndBar />}
        <StartBar />
        <AlarmBar />
      </div>
      <div className="app-work">{single === null ? <Workspace /> : <SinglePanel name={single} />}</div>
      <StatusStrip />
      <HelpDialog />
      <AlarmDialog />
      <News />
      {ended ? <LoginAgain /> : null}
    </div>
  );
}

function Workspace(): ReactNode {
  const mode = modeOf(useView());
  switch (mode) {
    case 'wide':
    case 'mid':
      return <Trade folded={mode === 'mid'} />;
    case 'column':
    case 'small':
      return <Column least={mode === 'small'} />;
  }
}

function useLook(): void {
  const [palette] = usePref<Palette>('palette', 'default');
  const [theme] = usePref<Theme>('theme', 'dark');
  const [density] = usePref<Density>('density', 'dense');
  useEffect(() => applyTheme({ palette, theme, density }), [palette, theme, density]);
}

function useKeyboard(): void {
  useEffect(() => new Keyboard(() => useApp.getState().prefs['singleKeys'] !== false).attach(), []);
}
