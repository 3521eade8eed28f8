// Half a minute of bench/mixed-soak.mjs: mutated uploads, key operations and control plane calls at the same time.
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { executable } from './server.mjs';

const program = fileURLToPath(new URL('../../bench/mixed-soak.mjs', import.meta.url));

test('mixed hostile load gets no status of 500 or more and does not fill the memory', async context => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, executable(), '30']);
  context.diagnostic(stdout);
});
