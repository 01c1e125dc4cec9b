export { SessionsPanel } from './SessionsPanel';
