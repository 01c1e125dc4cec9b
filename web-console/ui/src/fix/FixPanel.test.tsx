import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import decode from '../../../protocol/samples/decode.json';
import sample from '../../../protocol/samples/fix.json';
import { useApp } from '../app/store';
import type { Decoded, OrderKey } from '../wire/types';
import { fakeWire, type FakeWire } from '../wire/testing';
import { FixPanel } from './FixPanel';
import { fixMessage } from './testing';

const { fields, checks, type, typeName } = decode;
const DECODED = { fields, checks, type, typeName } as unknown as Decoded;
const [ORDER, FILL, REJECT] = sample.snap.items.map((item) => item.pos);
let wire: FakeWire;

beforeEach(() => {
  // The list draws only what is seen; without a layout engine it has to be told its height.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(340);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  useApp.setState({ selectedFix: null, selectedOrder: null, fixFilter: '' });
  wire = fakeWire();
  wire.answer('decode', () => DECODED);
  render(<FixPanel />);
});

const soh = (text: string) => text.replaceAll('|', '\u0001');
const rows = () => screen.getAllByRole('row').slice(1);
const texts = () => rows().map((row) => row.textContent ?? '');
const snap = (items: readonly object[] = sample.snap.items) => wire.snap('fix', {}, { items });

describe('the FIX messages', () => {
  test('of the sample are listed newest first, rejects and admin messages told apart', () => {
    snap();
    expect(rows().map((row) => row.dataset['pos'])).toEqual([REJECT, FILL, ORDER]);
    expect(texts()[2]).toContain('14:09:54.619000');
    expect(texts()[2]).toContain('BUY 4 BTC-USD @ 50008 · C-000129');
    expect(rows()[0]?.className).toContain('fix-reject');
    wire.delta('fix', {}, { items: sample.delta.items });
    expect(rows()[0]?.className).toContain('fix-admin');
  });

  test('are none at first, and the panel says why', () => {
    snap([]);
    expect(screen.getByText(/No FIX messages yet/)).toBeTruthy();
  });

  test('that are missing leave a line with both numbers', () => {
    snap([fixMessage('35=D|34=310'), fixMessage('35=D|34=318')]);
    expect(texts()[1]).toBe('from ALGO1: expected 311, got 318');
  });

  test('are found by tag, and what was looked for is marked', async () => {
    snap();
    await userEvent.type(screen.getByRole('searchbox'), '11=C-000129 35=8');
    await waitFor(() => expect(rows().map((row) => row.dataset['pos'])).toEqual([FILL]));
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['8', 'C-000129']);
  });

  test('are filtered by kind, and a filter that lets nothing pass says so', async () => {
    snap();
    await userEvent.click(screen.getByRole('radio', { name: 'Rejects' }));
    await waitFor(() => expect(rows().map((row) => row.dataset['pos'])).toEqual([REJECT]));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Session' }), 'DESK');
    expect(await screen.findByText('No message passes the filter (3 kept).')).toBeTruthy();
  });

  test('wait behind a pause, counted', async () => {
    snap();
    await userEvent.click(screen.getByRole('radio', { name: 'Paused' }));
    wire.delta('fix', {}, { items: sample.delta.items });
    expect(rows()).toHaveLength(3);
    await userEvent.click(screen.getByRole('radio', { name: '▶ Live' }));
    expect(rows()).toHaveLength(4);
    expect(screen.getByRole('radio', { name: 'Paused' })).toBeTruthy();
  });

  test('a hundred thousand of them cost no more rows than are seen', () => {
    snap(Array.from({ length: 1000 }, (_, i) => fixMessage(`35=8|34=${i + 1}`)));
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('1001');
    expect(rows().length).toBeLessThan(60);
  });
});

describe('the decoded message', () => {
  const detail = () => within(screen.getByRole('region', { name: 'Decoded message' }));

  test('shows tags and values at once, names and meanings when the server has answered', async () => {
    snap();
    expect(useApp.getState().selectedFix).toBeNull();
    expect(detail().getByText('C-000129')).toBeTruthy();
    expect(await detail().findByText('ClOrdID')).toBeTruthy();
    expect(detail().getByText('BodyLength').closest('.fix-field')?.textContent).toContain('141 ✓');
    expect(detail().getByText('MsgType').closest('.fix-field')?.textContent).toContain('D NewOrderSingle');
  });

  test('flags an unknown tag, a wrong check and the depth of a group', async () => {
    wire.answer('decode', () => ({
      ...DECODED,
      fields: [
        { tag: 10, name: 'CheckSum', value: '002', section: 'TRAILER', depth: 0 },
        { tag: 270, name: 'MDEntryPx', value: '1', section: 'BODY', depth: 1 },
        { tag: 9999, name: '', value: 'x', section: 'BODY', depth: 0, fault: 'not in the dictionary' },
      ],
      checks: [
        { name: 'CheckSum(10)', ok: false, text: '002, expected 071' },
        { name: 'Order of fields', ok: false, text: '10 is not last' },
      ],
    }));
    snap();
    const field = async (name: string) => (await detail().findByText(name)).closest<HTMLElement>('.fix-field');
    expect((await field('unknown'))?.className).toContain('fix-wrong');
    expect((await field('unknown'))?.textContent).toContain('✗ not in the dictionary');
    expect((await field('CheckSum'))?.textContent).toContain('✗ 002, expected 071');
    expect((await field('MDEntryPx'))?.querySelector('dt')?.style.paddingLeft).toBe('10px');
    expect(detail().getByText('✗ Order of fields: 10 is not last')).toBeTruthy();
  });

  test('is that of the order selected elsewhere, also when its message comes later', () => {
    snap([]);
    act(() => useApp.getState().selectOrder('C-000129' as OrderKey));
    expect(useApp.getState().selectedFix).toBeNull();
    wire.delta('fix', {}, { items: sample.snap.items });
    expect(useApp.getState().selectedFix).toBe(ORDER);
  });

  test('is chosen by arrow keys, and jumps to its answer and back', async () => {
    snap();
    const grid = screen.getByRole('grid');
    grid.focus();
    await userEvent.keyboard('{End}');
    expect(useApp.getState().selectedFix).toBe(ORDER);
    await userEvent.click(screen.getByRole('button', { name: 'Answer ▸' }));
    expect(useApp.getState().selectedFix).toBe(FILL);
    await userEvent.click(screen.getByRole('button', { name: '◂ Request' }));
    expect(useApp.getState().selectedFix).toBe(ORDER);
    grid.focus();
    await userEvent.keyboard('{ArrowUp}');
    expect(useApp.getState().selectedFix).toBe(FILL);
    expect(grid.getAttribute('aria-activedescendant')).toContain(FILL);
  });

  test('stands over all that was said of its order: a press or an arrow there shows that message', async () => {
    snap();
    const life = screen.getByRole('listbox', { name: 'Messages of this order' });
    const said = () => within(life).getAllByRole('option');
    expect(said().map((it) => it.dataset['pos'])).toEqual([ORDER, FILL]);
    expect(said().map((it) => it.querySelector('.mono:last-child')?.textContent)).toEqual(['+0.000', '+900.000']);
    await userEvent.click(said()[0] as HTMLElement);
    expect(useApp.getState().selectedFix).toBe(ORDER);
    expect(said().map((it) => it.getAttribute('aria-selected'))).toEqual(['true', 'false']);
    await userEvent.keyboard('{ArrowDown}');
    expect(useApp.getState().selectedFix).toBe(FILL);
  });

  test('is copied raw or with pipes', async () => {
    const copied: string[] = [];
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((text) => Promise.resolve(void copied.push(text)));
    snap();
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    await user.click(screen.getByRole('button', { name: 'Copy |' }));
    const raw = sample.snap.items[1]?.raw ?? '';
    expect(copied).toEqual([raw, raw.replaceAll('\u0001', '|')]);
  });
});

describe('the paste box', () => {
  test('decodes each message of a log', async () => {
    const asked: string[] = [];
    wire.answer('decode', ({ raw }) => {
      asked.push(raw);
      return DECODED;
    });
    snap([]);
    wire.delta('fix', {}, { items: sample.snap.items });
    await userEvent.click(screen.getByRole('button', { name: 'Paste…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('textbox'));
    await userEvent.paste('10:00 IN 8=FIX.4.4|9=5|35=0|10=161|\n10:01 OUT 8=FIX.4.4|9=6|35=1|10=162|');
    expect(await dialog.findByText(/Message 1 of 2/)).toBeTruthy();
    await waitFor(() => expect(asked).toContain(soh('8=FIX.4.4|9=5|35=0|10=161|')));
    await userEvent.click(dialog.getByRole('button', { name: 'Next message' }));
    await waitFor(() => expect(asked).toContain(soh('8=FIX.4.4|9=6|35=1|10=162|')));
    expect(await dialog.findByText('✓ CheckSum(10) 002: right')).toBeTruthy();
  });
});
