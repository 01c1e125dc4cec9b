import { useState, type ReactNode } from 'react';
import { usePref } from '../app/store';
import { runAction, useAction, useActions } from '../keys';
import { Dialog, Kbd, Seg } from '../layout';
import type { Density, Palette, Theme } from '../theme';
import { keyGroups, shownKey } from './keyGroups';
import './help.css';

/** The keys that exist and the look of the page; opens on `?`. */
export function HelpDialog() {
  const [open, setOpen] = useState(false);
  useAction({ id: 'help.open', title: 'Keys and settings', keys: ['?'], run: () => setOpen(true) });
  if (!open) return null;
  return (
    <Dialog title="Keys and settings" onClose={() => setOpen(false)}>
      <div className="help">
        <Settings close={() => setOpen(false)} />
        <Keys />
      </div>
    </Dialog>
  );
}

function Settings({ close }: { readonly close: () => void }) {
  const [palette, setPalette] = usePref<Palette>('palette', 'default');
  const [theme, setTheme] = usePref<Theme>('theme', 'dark');
  const [density, setDensity] = usePref<Density>('density', 'dense');
  const [singleKeys, setSingleKeys] = usePref('singleKeys', true);
  const canReset = useActions().some((action) => action.id === 'layout.reset');
  return (
    <div className="help-settings">
      <Setting name="Palette">
        <Seg
          label="Palette"
          value={palette}
          options={[
            ['default', 'Green / red'],
            ['cvd', 'Blue / orange'],
          ]}
          onChange={setPalette}
        />
      </Setting>
      <Setting name="Theme">
        <Seg
          label="Theme"
          value={theme}
          options={[
            ['dark', 'Dark'],
            ['light', 'Light'],
          ]}
          onChange={setTheme}
        />
      </Setting>
      <Setting name="Density">
        <Seg
          label="Density"
          value={density}
          options={[
            ['dense', 'Dense'],
            ['roomy', 'Roomy'],
          ]}
          onChange={setDensity}
        />
      </Setting>
      <label className="check">
        <input type="checkbox" checked={!singleKeys} onChange={(event) => setSingleKeys(!event.target.checked)} />
        Single letters off
      </label>
      {canReset && (
        <button
          type="button"
          className="btn btn-small"
          onClick={() => {
            close();
            runAction('layout.reset');
          }}
        >
          Reset layout
        </button>
      )}
    </div>
  );
}

function Setting({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <span className="help-setting">
      <span className="cap">{name}</span>
      {children}
    </span>
  );
}

function Keys() {
  const groups = keyGroups(useActions());
  return (
    <div className="help-keys">
      {groups.map((group) => (
        <div key={group.title} role="group" aria-label={group.title}>
          <h3 className="cap">{group.title}</h3>
          <dl>
            {group.lines.map((line) => (
              <div key={line.title}>
                <dt>
                  {line.keys.map((key) => (
                    <Kbd key={key}>{shownKey(key)}</Kbd>
                  ))}
                </dt>
                <dd>{line.title}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}
