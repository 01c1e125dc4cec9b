import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import sample from '../../../protocol/samples/sessions.json';
import { fakeWire } from '../wire/testing';
import { SessionsPanel } from './SessionsPanel';

test('the sessions of the sample stand with word, numbers and age', () => {
  const wire = fakeWire();
  render(<SessionsPanel />);
  wire.snap('sessions', {}, { items: sample.snap.items });
  const cells = screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent));
  expect(cells).toEqual([
    ['upDESK trade', '5,121', '5,119'],
    ['resendingALGO2 resending', '318', '7'],
    ['logged outCONF logged out', '0', '0'],
  ]);
  expect(screen.getByText('2 / 3 UP')).toBeTruthy();
  wire.delta('sessions', {}, { items: sample.delta.items });
  expect(screen.getByText('5,120')).toBeTruthy();
});

test('no sessions say so', () => {
  const wire = fakeWire();
  render(<SessionsPanel />);
  wire.snap('sessions', {}, { items: [] });
  expect(screen.getByText(/No FIX sessions/)).toBeTruthy();
});
