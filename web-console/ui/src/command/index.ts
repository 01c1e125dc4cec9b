export { CommandBox } from './CommandBox';
