export { InstrumentStrip } from './InstrumentStrip';
