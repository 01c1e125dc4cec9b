/** The desks of the scenarios' common world, one per scenario that trades, beside the demo's own DESK. */
export const DESKS = ['REST', 'PART', 'FUNDS', 'BUFFER', 'TWICE', 'RETRY', 'CUT', 'DELTA', 'ALFA', 'OMEGA', 'DOORS', 'KEYS', 'SIGHT'];
