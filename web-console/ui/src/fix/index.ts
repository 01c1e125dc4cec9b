export { FixPanel } from './FixPanel';
