export { TapePanel } from './TapePanel';
