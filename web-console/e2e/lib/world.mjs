/** `atlas up` as a process of its own, on free ports and a folder of its own, which it keeps from life to life. */
import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PROFILE, writeConfig } from './profile.mjs';
import { eventually } from './wait.mjs';

const START_MS = 120_000;
const STOP_MS = 30_000;
const TAIL = 25;

export class World {
  #process;
  #starts = 0;

  /**
   * @param desks names of the desks beside the demo's own
   * @param market see writeConfig
   */
  constructor(desks, firstPort, market) {
    this.home = mkdtempSync(join(tmpdir(), 'atlas-browser-'));
    writeConfig(join(this.home, 'config'), desks, market);
    this.ports = { fix: firstPort, console: firstPort + 1, kafka: firstPort + 2 };
    this.url = `http://127.0.0.1:${this.ports.console}/`;
  }

  /** A new world, serving. */
  static async start(desks = [], market = undefined) {
    const world = new World(desks, await freePorts(4), market);
    try {
      await world.up();
      return world;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  /** Starts it, or starts it again on the same data, and waits until it serves. */
  async up() {
    this.out = join(this.home, `out-${++this.#starts}`);
    const file = openSync(this.out, 'w');
    const [program, ...before] = command();
    const { fix, kafka, console } = this.ports;
    this.#process = spawn(
      program,
      [...before, 'up', '--config', join(this.home, 'config'), '--profile', PROFILE, '--data', join(this.home, 'data')]
        .concat(['--fix-port', fix, '--kafka-port', kafka, '--console-port', console].map(String)),
      { stdio: ['ignore', file, file] },
    );
    closeSync(file);
    let gone = null;
    this.#process.once('error', (error) => (gone = error.message));
    this.#process.once('exit', (code, signal) => (gone = `it ended with ${signal ?? code}`));
    await eventually('the world serves', async () => {
      const said = readFileSync(this.out, 'utf8');
      return gone !== null || (said.includes('serves after') && (await healthy(this.url)));
    }, START_MS).catch((error) => {
      throw new Error(`${error.message}\n${this.lastWords()}`);
    });
    if (gone !== null) {
      throw new Error(`\`up\`: ${gone}\n${this.lastWords()}`);
    }
  }

  /** `kill -9`. */
  async kill() {
    await this.#end('SIGKILL');
  }

  async stop() {
    if (this.#process !== undefined) {
      await this.#end('SIGTERM');
    }
    rmSync(this.home, { recursive: true, force: true });
  }

  async #end(signal) {
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      return;
    }
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(impatience);
  }

  /** What the log itself says of an order: the lines of `atlas audit`. */
  async audit(clOrdId) {
    return (await this.#tool('audit', '--clordid', clOrdId)).split('\n');
  }

  async #tool(...args) {
    const [program, ...before] = command();
    const { stdout } = await promisify(execFile)(program, [...before, ...args, '--kafka', `127.0.0.1:${this.ports.kafka}`]);
    return stdout;
  }

  /** What the process has said last. */
  lastWords() {
    return readFileSync(this.out, 'utf8').trimEnd().split('\n').slice(-TAIL).join('\n');
  }
}

/** How `atlas` is called: as `ATLAS_COMMAND` says, a JSON array of program and first arguments, else by its script. */
function command() {
  const given = process.env.ATLAS_COMMAND;
  return given === undefined ? [fileURLToPath(new URL('../../../atlas', import.meta.url))] : JSON.parse(given);
}

async function healthy(url) {
  try {
    return (await fetch(new URL('health', url))).ok;
  } catch {
    return false;
  }
}

/** The first of that many free ports in a row, below those that the system gives to outgoing connections. */
async function freePorts(count) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const first = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await Promise.all(Array.from({ length: count }, (_, i) => isFree(first + i)));
    if (free.every(Boolean)) {
      return first;
    }
  }
  throw new Error(`no ${count} free ports in a row`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
