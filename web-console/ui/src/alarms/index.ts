export { AlarmBadge } from './AlarmBadge';
export { AlarmBar } from './AlarmBar';
export { AlarmDialog } from './AlarmDialog';
