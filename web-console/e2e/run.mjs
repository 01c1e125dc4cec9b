#!/usr/bin/env node
/**
 * Runs the scenarios in a real browser against a real world: `node run.mjs [words]`, words choose files whose names have one of them.
 * ATLAS_COMMAND (JSON array) says how to call atlas, CHROMIUM where the browser is; ATLAS_CONSOLE_URL takes a world that runs already.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { DESKS } from './lib/desks.mjs';
import { chromiumPath } from './lib/tools.mjs';
import { World } from './lib/world.mjs';

const FOLDER = fileURLToPath(new URL('scenarios/', import.meta.url));
const TIMEOUT_MS = 480_000;

function filesOf(words) {
  const all = readdirSync(FOLDER).filter((name) => name.endsWith('.test.mjs') && (words.length === 0 || words.some((word) => name.includes(word))));
  if (all.length === 0) {
    throw new Error(`no scenario has ${words.join(' or ')} in its name`);
  }
  return all.sort().map((name) => join(FOLDER, name));
}

function scenarios(files) {
  return new Promise((resolve) => {
    let passed = 0;
    let failed = 0;
    const stream = run({ files, concurrency: 2, timeout: TIMEOUT_MS });
    stream.on('test:pass', () => passed++);
    stream.on('test:fail', () => failed++);
    stream.on('end', () => resolve(failed === 0 && passed > 0));
    stream.compose(spec).pipe(process.stdout);
  });
}

async function main() {
  const files = filesOf(process.argv.slice(2));
  chromiumPath();
  const world = process.env.ATLAS_CONSOLE_URL === undefined ? await World.start(DESKS) : undefined;
  const stop = async () => world?.stop();
  process.once('SIGTERM', () => void stop().then(() => process.exit(143)));
  process.once('SIGINT', () => void stop().then(() => process.exit(130)));
  try {
    if (world !== undefined) {
      process.env.ATLAS_CONSOLE_URL = world.url;
      process.env.ATLAS_FIX_PORT = String(world.ports.fix);
    }
    const good = await scenarios(files);
    if (!good && world !== undefined) {
      process.stdout.write(`--- the world's last words\n${world.lastWords()}\n`);
    }
    process.exitCode = good ? 0 : 1;
  } finally {
    await stop();
  }
}

main().catch((error) => {
  process.stderr.write(`e2e: ${error.message}\n`);
  process.exitCode = 1;
});
