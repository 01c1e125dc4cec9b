export { BookPanel } from './BookPanel';
