import { create } from 'zustand';
import { api, forgetCsrf, hasCsrf, theWire, WireError } from '../wire';
import type { Me } from '../wire/types';
import { serverPrefs } from './prefs';
import { useApp } from './store';

/** Who is in front of the page: not known yet, somebody to log in, or at work. */
export const session = create<{ readonly phase: 'starting' | 'login' | 'in'; readonly trouble: string }>()(() => ({
  phase: 'starting',
  trouble: '',
}));

const RETRY_MS = 2000;

/** A reload with a living cookie goes straight in; without its readable companion there is nothing to ask. */
export async function start(): Promise<void> {
  if (!hasCsrf()) {
    session.setState({ phase: 'login', trouble: '' });
    return;
  }
  try {
    await enter(await api.me());
  } catch (error) {
    const refused = error instanceof WireError && error.status === 401;
    if (refused) {
      forgetCsrf();
    }
    session.setState({ phase: 'login', trouble: refused ? '' : 'The server cannot be reached. Trying again.' });
    if (!refused) {
      setTimeout(() => session.getState().phase === 'login' && void start(), RETRY_MS);
    }
  }
}

/** Throws the server's refusal. */
export async function login(user: string, password: string): Promise<void> {
  await enter(await api.login(user, password));
}

export async function logout(): Promise<void> {
  await api.logout().catch(() => undefined);
  theWire().end();
  useApp.getState().setMe(null);
  session.setState({ phase: 'login', trouble: '' });
}

async function enter(me: Me): Promise<void> {
  useApp.getState().setMe(me);
  theWire().connect();
  session.setState({ phase: 'in', trouble: '' });
  const prefs = await serverPrefs();
  if (prefs !== undefined) {
    useApp.getState().loadPrefs(prefs);
  }
}
