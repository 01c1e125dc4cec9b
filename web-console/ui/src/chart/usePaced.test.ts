import { act, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { usePaced } from './usePaced';

it('shows the first value at once, then the newest one when its time has come', () => {
  vi.useFakeTimers();
  const { result, rerender, unmount } = renderHook(({ value }) => usePaced(value, 250), { initialProps: { value: 1 } });
  expect(result.current).toBe(1);
  rerender({ value: 2 });
  rerender({ value: 3 });
  expect(result.current).toBe(1);
  act(() => void vi.advanceTimersByTime(249));
  expect(result.current).toBe(1);
  act(() => void vi.advanceTimersByTime(1));
  expect(result.current).toBe(3);
  rerender({ value: 4 });
  unmount();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
