export { TilesPanel } from './TilesPanel';
