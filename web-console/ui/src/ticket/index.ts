export { PriceButtons } from './PriceButtons';
export { TicketPanel } from './TicketPanel';
