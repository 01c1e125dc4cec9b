export { PortfolioPanel } from './PortfolioPanel';
