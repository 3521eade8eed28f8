// bench/crash.mjs with ten kills: the SQLite store loses no acknowledged write when the process is killed.
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { executable } from './server.mjs';

const program = fileURLToPath(new URL('../../bench/crash.mjs', import.meta.url));

test('a killed server starts again with every acknowledged write', async context => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, executable(), '10']);
  context.diagnostic(stdout);
});
