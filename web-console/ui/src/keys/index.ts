import { useEffect, useRef } from 'react';
import { register, registry, type Action } from './registry';

export { Keyboard, isTyping, nameOf } from './keyboard';
export { registry, runAction, type Action } from './registry';

/** Registers an action while the component is mounted; `run` is always the newest one. `null` registers nothing. */
export function useAction(action: Action | null): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  const { id, title, scope, whileTyping, hidden } = action ?? {};
  const keys = action?.keys?.join('\n');
  useEffect(() => {
    if (id === undefined || title === undefined) {
      return undefined;
    }
    return register({
      id,
      title,
      ...(keys === undefined ? {} : { keys: keys.split('\n') }),
      ...(scope === undefined ? {} : { scope }),
      ...(whileTyping === undefined ? {} : { whileTyping }),
      ...(hidden === undefined ? {} : { hidden }),
      run: () => latest.current?.run(),
    });
  }, [id, title, keys, scope, whileTyping, hidden]);
}

/** All that can be done now, in the order it was registered. */
export function useActions(): readonly Action[] {
  return registry((s) => s.actions);
}
