import { cmp, stepBy } from '../format';
import { readDecimal } from './decimal';

/** What an arrow makes of a field's text: `times` steps that way, on the grid of `step`, never below one step. */
export function stepped(text: string, step: string, direction: 1 | -1, times = 1): string {
  const to = stepBy(readDecimal(text) ?? '0', step, direction * times);
  return cmp(to, step) < 0 ? step : to;
}
