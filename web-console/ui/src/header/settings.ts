import { logout } from '../app/session';
import { useApp, usePref } from '../app/store';
import { runAction, useAction } from '../keys';
import type { MenuItem } from '../layout';

/** The menu behind the user's name; the command box finds the same entries. */
export function useSettings(): readonly MenuItem[] {
  const [palette, setPalette] = usePref('palette', 'default');
  const [theme, setTheme] = usePref('theme', 'dark');
  const [density, setDensity] = usePref('density', 'dense');
  const [zone, setZone] = usePref('clock', 'utc');
  const [singleKeys, setSingleKeys] = usePref('singleKeys', true);
  const me = useApp((s) => s.me);
  const account = useApp((s) => s.account);
  const setAccount = useApp((s) => s.setAccount);

  const cvd = { title: palette === 'cvd' ? 'Green and red palette' : 'Blue and orange palette', run: () => setPalette(palette === 'cvd' ? 'default' : 'cvd') };
  const light = { title: theme === 'light' ? 'Dark theme' : 'Light theme', run: () => setTheme(theme === 'light' ? 'dark' : 'light') };
  const roomy = { title: density === 'roomy' ? 'Dense rows' : 'Roomy rows', run: () => setDensity(density === 'roomy' ? 'dense' : 'roomy') };
  const clock = { title: zone === 'utc' ? 'Clock in local time' : 'Clock in UTC', run: () => setZone(zone === 'utc' ? 'local' : 'utc') };
  const keys = { title: singleKeys ? 'Single-letter keys off' : 'Single-letter keys on', run: () => setSingleKeys(!singleKeys) };
  const out = { title: 'Log out', run: () => void logout() };
  useAction({ id: 'set.palette', ...cvd });
  useAction({ id: 'set.theme', ...light });
  useAction({ id: 'set.density', ...roomy });
  useAction({ id: 'set.clock', ...clock });
  useAction({ id: 'set.keys', ...keys });
  useAction({ id: 'logout', ...out });

  const others = (me?.accounts ?? []).filter((it) => it !== account).map((it) => ({ title: `Account ${it}`, run: () => setAccount(it) }));
  return [...others, cvd, light, roomy, clock, keys, { title: 'Reset layout', run: () => void runAction('layout.reset') }, out];
}
