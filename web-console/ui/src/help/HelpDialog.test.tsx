import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { useApp } from '../app/store';
import { Keyboard, useAction } from '../keys';
import { fakeWire } from '../wire/testing';
import { HelpDialog } from './HelpDialog';

const reset = vi.fn();

function Page() {
  useAction({ id: 'ticket.buy', title: 'Ticket as buy', keys: ['B'], run: () => undefined });
  useAction({ id: 'layout.reset', title: 'Reset layout', run: reset });
  return <HelpDialog />;
}

beforeEach(() => {
  useApp.setState({ prefs: {} });
  fakeWire();
  render(<Page />);
  return new Keyboard(() => true).attach();
});

test('a question mark shows the keys that exist, and the button closes it', async () => {
  expect(screen.queryByRole('dialog')).toBeNull();
  await userEvent.keyboard('?');
  expect(screen.getByText('Ticket as buy')).toBeTruthy();
  expect(screen.queryByText(/Replay/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('palette, theme, density and single letters are settings', async () => {
  await userEvent.keyboard('?');
  await userEvent.click(screen.getByRole('radio', { name: 'Blue / orange' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Light' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Roomy' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Single letters off' }));
  expect(useApp.getState().prefs).toEqual({ palette: 'cvd', theme: 'light', density: 'roomy', singleKeys: false });
});

test('the layout is reset from here', async () => {
  await userEvent.keyboard('?');
  await userEvent.click(screen.getByRole('button', { name: 'Reset layout' }));
  expect(reset).toHaveBeenCalledOnce();
});
