/**
 * The configuration of the browser's world: the demo's, and one more desk per scenario, added as fix-config/README.md says: a group with
 * its account, a session for it, a user of the console. So no scenario sees the money of another.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const PROFILE = 'browser';
export const PASSWORD = 'atlas-demo';
const CONFIG = fileURLToPath(new URL('../../../fix-config', import.meta.url));

/** User, account and session of a desk, by its name. */
export function desk(name) {
  return name === 'DESK'
    ? { user: 'trader', account: 'DESK-1', session: 'DESK' }
    : { user: name.toLowerCase(), account: `${name}-1`, session: name };
}

/**
 * Writes the folder that `atlas up --config` reads.
 *
 * @param market makes the text of market.yaml out of the demo's; by default bitcoin stands still
 */
export function writeConfig(folder, names, market = standStill) {
  cpSync(join(CONFIG, 'demo'), join(folder, PROFILE), { recursive: true });
  cpSync(join(CONFIG, 'FIX44-ATLAS.xml'), join(folder, 'FIX44-ATLAS.xml'));
  const file = (name) => join(folder, PROFILE, name);
  change(file('market.yaml'), market);
  change(file('accounts.yaml'), (yaml) => withBlocks(yaml, 'groups', names.map(group)));
  change(file('sessions.yaml'), (yaml) => withBlocks(yaml, 'sessions', names.map((name) => session(name, hashIn(yaml)))));
  change(file('console.yaml'), (yaml) =>
    withBlocks(withBlocks(yaml, 'users', names.map((name) => user(name, hashIn(yaml)))), 'desks', names.map(consoleDesk)));
}

function change(path, edit) {
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
}

/**
 * Bitcoin's price stands still and each level holds the ten bitcoin of the demo, so that a price taken from the market is still the
 * market's when the order arrives. Trades go on.
 */
function standStill(yaml) {
  const calm = yaml.replace(/(symbol: BTC-USD\n\s+stepTicks: )\d+([\s\S]*?levelQty: )[\d.]+/, (_, before, between) => `${before}0${between}24`);
  if (calm === yaml) {
    throw new Error(`no model of BTC-USD in\n${yaml}`);
  }
  return calm;
}

/** Puts the blocks at the head of a list: its end is not marked. */
function withBlocks(yaml, list, blocks) {
  const head = new RegExp(`^${list}:\\n`, 'm');
  if (!head.test(yaml)) {
    throw new Error(`no list '${list}:' in\n${yaml}`);
  }
  return yaml.replace(head, (line) => line + blocks.join(''));
}

/** The hash of the demo's password, which every user and session here has. */
function hashIn(yaml) {
  return /password: (pbkdf2\$\S+)/.exec(yaml)[1];
}

const group = (name) => `  - name: ${name}
    maxOpenOrders: 500
    accounts:
      - name: ${name}-1
        deposits:
          - {id: ${name}-1-USD-1, asset: USD, amount: 1000000}
        borrow:
          BTC: 25
`;

const session = (name, hash) => `  - senderCompId: ${name}
    group: ${name}
    roles: [trade, market-data]
    password: ${hash}
`;

const user = (name, hash) => `  - name: ${name.toLowerCase()}
    password: ${hash}
    roles: [viewer, trader]
    accounts: [${name}-1]
    desk: ${name}
    sessions: [${name}]
`;

const consoleDesk = (name) => `  - senderCompId: ${name}
    password: ${PASSWORD}
`;
