import type { Connection, Me, Preview, Top, Status } from '../wire';
import type { Draft, FieldFaults, Terms } from './terms';

export interface Surroundings {
  readonly me: Pick<Me, 'roles'> | null;
  readonly connection: Connection['state'];
  readonly topStatus: Status;
  readonly top: Pick<Top, 'state'> | undefined;
}

/** Why nothing can be traded at all, worst first; also what price buttons say when they are off. */
export function marketBlocks({ me, connection, topStatus, top }: Surroundings): readonly string[] {
  const blocks: string[] = [];
  if (connection !== 'live') {
    blocks.push(connection === 'ended' ? 'Logged out' : 'Not connected to the server');
  } else if (topStatus !== 'live' || top?.state !== 'LIVE') {
    blocks.push(top?.state === 'AWAITING' || topStatus === 'loading' ? 'Waiting for market data' : 'Market data is stale');
  }
  if (me !== null && !me.roles.includes('trader')) {
    blocks.push('Your role may not trade');
  }
  return blocks;
}

/** What the server refuses of these terms: blocking warnings by title, then fields it finds wrong. */
export function previewBlocks(preview: Preview | null): readonly string[] {
  if (preview === null) {
    return [];
  }
  const blocking = preview.warnings.filter((warning) => warning.severity === 'BLOCK').map((warning) => warning.title);
  return blocking.length > 0 || preview.ok ? blocking : Object.entries(preview.fields).map(([name, text]) => `${name}: ${text}`);
}

/** What is still to be done before there is an order. */
export function todo(draft: Draft, faults: FieldFaults, terms: Terms | null): string | null {
  if (terms !== null) {
    return null;
  }
  if (faults.qty !== null || faults.px !== null) {
    return faults.qty === null ? 'The price needs a look' : 'The quantity needs a look';
  }
  return draft.qty.trim() === '' ? 'Enter a quantity' : 'Enter a limit price';
}
