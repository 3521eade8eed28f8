// bench/crash.mjs with ten rounds: no store loses an acknowledged write when a server, or PostgreSQL, is killed.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findPrograms } from '../../bench/postgresql.mjs';
import { executable } from './server.mjs';

const program = fileURLToPath(new URL('../../bench/crash.mjs', import.meta.url));

async function crash(context, store) {
  const { stdout } = await promisify(execFile)(process.execPath, [program, executable(), '10', '--store', store]);
  context.diagnostic(stdout);
}

test('a killed server starts again with every acknowledged write', context => crash(context, 'sqlite'));

test('servers that share a database survive when one of them or PostgreSQL is killed', async context => {
  if (!findPrograms()) {
    assert.ok(!process.env.CI, 'PostgreSQL is not installed');
    context.skip('PostgreSQL is not installed: apt-get install postgresql');
    return;
  }
  await crash(context, 'postgresql');
});
