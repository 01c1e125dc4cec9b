import type { ReactNode } from 'react';
import { useConnection } from '../wire';

export function ConnectionChip(): ReactNode {
  const { state, hz, rttMs, tries } = useConnection();
  switch (state) {
    case 'live':
      return (
        <span className="chip chip-live head-chip" title="Rate at which this page is updated, and the round trip to the server">
          <i className="dot dot-live" />
          LIVE {hz > 0 ? `${hz} Hz` : ''} {rttMs === undefined ? '' : `· ${rttMs.toFixed(rttMs < 100 ? 1 : 0)} ms`}
        </span>
      );
    case 'connecting':
      return <span className="chip head-chip">CONNECTING</span>;
    case 'reconnecting':
      return <span className="chip chip-warn head-chip">RECONNECTING {tries}</span>;
    case 'ended':
      return <span className="chip chip-crit head-chip">LOGGED OUT</span>;
  }
}
