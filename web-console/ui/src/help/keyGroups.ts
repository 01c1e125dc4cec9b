import type { Action } from '../keys';

export interface KeyLine {
  readonly keys: readonly string[];
  readonly title: string;
}
export interface KeyGroup {
  readonly title: string;
  readonly lines: readonly KeyLine[];
}

/** Keys that belong to a kind of control rather than to an action. */
const EVERYWHERE: readonly KeyLine[] = [
  { keys: ['↑ ↓', 'PgUp PgDn', 'Home End'], title: 'Move in a table' },
  { keys: ['M'], title: 'Maximise the panel, Esc back' },
  { keys: ['Esc'], title: 'Close, leave the field; never sends' },
];

/** What the keys do at the moment: only actions that exist are listed, each once. */
export function keyGroups(actions: readonly Action[]): readonly KeyGroup[] {
  const withKeys = [...new Map(actions.map((action) => [action.id, action])).values()].filter(
    (action) => (action.keys?.length ?? 0) > 0 && !action.id.startsWith('max.'),
  );
  const groups: Record<string, KeyLine[]> = { Orders: [], 'Go to': [], 'In a panel': [], Everywhere: [] };
  for (const action of withKeys) groups[groupOf(action)]?.push(lineOf(action));
  groups['Everywhere']?.push(...EVERYWHERE);
  return Object.entries(groups)
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => ({ title, lines: merged(lines) }));
}

function groupOf(action: Action): string {
  if (action.id.startsWith('go.')) return 'Go to';
  if (/^(ticket|order|orders|tiles)\./.test(action.id)) return 'Orders';
  return action.scope === undefined ? 'Everywhere' : 'In a panel';
}

function lineOf(action: Action): KeyLine {
  return { keys: action.keys ?? [], title: action.title.replace(/^Go to /, '') };
}

/** Several actions of one name, such as both ways to open the command box, are one line. */
function merged(lines: readonly KeyLine[]): readonly KeyLine[] {
  const byTitle = new Map<string, KeyLine>();
  for (const line of lines) {
    const same = byTitle.get(line.title);
    byTitle.set(line.title, same ? { ...same, keys: [...new Set([...same.keys, ...line.keys])] } : line);
  }
  return [...byTitle.values()];
}

const SHOWN: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Enter: '⏎',
  ' ': 'Space',
};

/** `Ctrl+Shift+X` → `Ctrl ⇧ X`. */
export function shownKey(key: string): string {
  return key
    .split(/[+ ]/)
    .map((part) => SHOWN[part] ?? (part === 'Shift' ? '⇧' : part))
    .join(' ');
}
