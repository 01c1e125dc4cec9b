import { render, renderHook } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Keyboard, runAction, useAction, useActions } from '.';

let singleKeys = true;
let detach: () => void;
const run = vi.fn<() => void>();

beforeEach(() => {
  singleKeys = true;
  run.mockReset();
  detach = new Keyboard(() => singleKeys).attach();
});
afterEach(() => detach());

const register = (keys: string[], more: { scope?: string; whileTyping?: boolean } = {}): void =>
  void renderHook(() => useAction({ id: 'a', title: 'A', keys, run, ...more }));

test('a single letter runs its action', async () => {
  register(['B']);
  await userEvent.keyboard('b');
  expect(run).toHaveBeenCalledTimes(1);
});

test('nothing fires while typing, except what says so', async () => {
  register(['B']);
  const sent = vi.fn<() => void>();
  renderHook(() => useAction({ id: 'send', title: 'Send', keys: ['Ctrl+Enter'], whileTyping: true, run: sent }));
  const { getByRole } = render(<input aria-label="qty" />);
  await userEvent.type(getByRole('textbox'), 'b{Control>}{Enter}{/Control}');
  expect(run).not.toHaveBeenCalled();
  expect(sent).toHaveBeenCalledTimes(1);
});

test('G then a letter is one key; the letter alone is another', async () => {
  register(['G B']);
  const buy = vi.fn<() => void>();
  renderHook(() => useAction({ id: 'buy', title: 'Buy', keys: ['B'], run: buy }));
  await userEvent.keyboard('gb');
  expect([run.mock.calls.length, buy.mock.calls.length]).toEqual([1, 0]);
  await userEvent.keyboard('b');
  expect([run.mock.calls.length, buy.mock.calls.length]).toEqual([1, 1]);
});

test('an action of a panel fires only inside it, and goes before one of the page', async () => {
  const page = vi.fn<() => void>();
  renderHook(() => useAction({ id: 'page', title: 'Page', keys: ['/'], run: page }));
  register(['/'], { scope: 'book' });
  const { getByRole } = render(
    <section data-panel="book">
      <button type="button">in</button>
    </section>,
  );
  await userEvent.keyboard('/');
  getByRole('button').focus();
  await userEvent.keyboard('/');
  expect([page.mock.calls.length, run.mock.calls.length]).toEqual([1, 1]);
});

test('single letters can be switched off; keys with Ctrl stay', async () => {
  singleKeys = false;
  register(['B', 'Ctrl+B']);
  await userEvent.keyboard('b');
  expect(run).not.toHaveBeenCalled();
  await userEvent.keyboard('{Control>}b{/Control}');
  expect(run).toHaveBeenCalledTimes(1);
});

test('an action is there while its component is, and can be run by name', () => {
  const list = renderHook(() => useActions());
  const hook = renderHook(() => useAction({ id: 'x.y', title: 'X', run }));
  expect(list.result.current.map((it) => it.id)).toContain('x.y');
  expect(runAction('x.y')).toBe(true);
  hook.unmount();
  expect(runAction('x.y')).toBe(false);
});
