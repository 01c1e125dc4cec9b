import { expect, test } from 'vitest';
import type { Action } from '../keys';
import { keyGroups, shownKey } from './keyGroups';

const action = (id: string, title: string, keys?: string[], more: Partial<Action> = {}): Action => ({
  id,
  title,
  ...(keys ? { keys } : {}),
  ...more,
  run: () => undefined,
});

test('only keys that exist are listed, each once, where one looks for them', () => {
  const groups = keyGroups([
    action('ticket.buy', 'Ticket as buy', ['B']),
    action('go.book', 'Go to Order book', ['G B']),
    action('go.book', 'Go to Order book', ['G B']),
    action('fix.search', 'Search FIX messages', ['/'], { scope: 'fix' }),
    action('command.open', 'Command box', ['Ctrl+K'], { hidden: true }),
    action('command.tick', 'Command box', ['`'], { hidden: true }),
    action('max.fix', 'Maximise FIX messages', ['M'], { scope: 'fix', hidden: true }),
    action('logout', 'Log out'),
  ]);
  expect(
    groups.map((group) => [group.title].concat(group.lines.map((line) => `${line.keys.join(' ')}: ${line.title}`))),
  ).toEqual([
    ['Orders', 'B: Ticket as buy'],
    ['Go to', 'G B: Order book'],
    ['In a panel', '/: Search FIX messages'],
    [
      'Everywhere',
      'Ctrl+K `: Command box',
      '↑ ↓ PgUp PgDn Home End: Move in a table',
      'M: Maximise the panel, Esc back',
      'Esc: Close, leave the field; never sends',
    ],
  ]);
});

test.each([
  ['Ctrl+Shift+X', 'Ctrl ⇧ X'],
  ['G B', 'G B'],
  ['Escape', 'Esc'],
  ['Ctrl+Enter', 'Ctrl ⏎'],
  ['/', '/'],
])('%s is shown as %s', (key, shown) => {
  expect(shownKey(key)).toBe(shown);
});
