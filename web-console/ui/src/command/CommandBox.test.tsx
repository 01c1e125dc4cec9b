import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import instruments from '../../../protocol/samples/instruments.json';
import orders from '../../../protocol/samples/orders.json';
import { useApp } from '../app/store';
import { Keyboard, useAction } from '../keys';
import type { Account, Symbol } from '../wire/types';
import { fakeWire, type FakeWire } from '../wire/testing';
import { CommandBox } from './CommandBox';

const ACCOUNT = 'DESK-1' as Account;
const goFix = vi.fn();
let wire: FakeWire;

function Page() {
  useAction({ id: 'go.fix', title: 'Go to FIX messages', keys: ['G X'], run: goFix });
  return (
    <>
      <button type="button">elsewhere</button>
      <CommandBox />
    </>
  );
}

beforeEach(() => {
  useApp.setState({ account: ACCOUNT, symbol: 'BTC-USD' as Symbol, selectedOrder: null, fixFilter: '' });
  wire = fakeWire();
  render(<Page />);
  wire.snap('instruments', {}, { items: instruments.snap.items });
  return new Keyboard(() => true).attach();
});

const box = () => screen.getByRole('combobox');
const selected = () => screen.getByRole('option', { selected: true });

describe('the command box', () => {
  test.each(['{Control>}k{/Control}', '`'])('opens on %s, and Esc gives the focus back', async (key) => {
    screen.getByText('elsewhere').focus();
    await userEvent.keyboard(key);
    expect(document.activeElement).toBe(box());
    expect(box().getAttribute('aria-expanded')).toBe('true');
    await userEvent.keyboard('x{Escape}');
    expect(document.activeElement).toBe(screen.getByText('elsewhere'));
    expect((box() as HTMLInputElement).value).toBe('');
  });

  test('Enter chooses the symbol that stands first', async () => {
    await userEvent.type(box(), 'eth');
    expect(box().getAttribute('aria-activedescendant')).toBe(selected().id);
    await userEvent.keyboard('{Enter}');
    expect(useApp.getState().symbol).toBe('ETH-USD');
  });

  test('a tag searches the FIX messages', async () => {
    await userEvent.type(box(), '35=8{Enter}');
    expect(useApp.getState().fixFilter).toBe('35=8');
    expect(goFix).toHaveBeenCalled();
  });

  test('an id selects the order', async () => {
    await userEvent.click(box());
    wire.snap('orders', { account: ACCOUNT }, { items: orders.snap.items });
    await userEvent.type(box(), '126');
    await userEvent.click(screen.getByText('C-000126'));
    expect(useApp.getState().selectedOrder).toBe('C-000126');
  });

  test('an order typed fills the ticket', async () => {
    const { n } = useApp.getState().prefill;
    await userEvent.type(box(), 'buy 2.5 50000{Enter}');
    expect(useApp.getState().prefill).toEqual({ n: n + 1, side: 'BUY', qty: '2.5', px: '50000', focus: 'submit' });
  });

  test('arrow keys go round', async () => {
    await userEvent.type(box(), 'usd');
    const titles = screen.getAllByRole('option').map((option) => option.id);
    await userEvent.keyboard('{ArrowUp}');
    expect(selected().id).toBe(titles.at(-1));
    await userEvent.keyboard('{ArrowDown}');
    expect(selected().id).toBe(titles[0]);
  });
});
