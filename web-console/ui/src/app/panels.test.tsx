import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { guarded } from './panels';

it('keeps a panel that fails before it shows anything from taking the others with it', () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  const Broken = guarded('book', 'Order book', () => {
    throw new Error('decimal: ""');
  });
  render(
    <>
      <Broken />
      <p>the other panel</p>
    </>,
  );
  expect(screen.getByText('Order book failed').closest('[data-panel]')?.getAttribute('data-panel')).toBe('book');
  expect(screen.getByText('the other panel')).toBeTruthy();
});
