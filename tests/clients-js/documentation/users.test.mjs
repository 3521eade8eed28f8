// The page about users and applications.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startServer } from '../server.mjs';
import { assertOutput, openPage, runBlock } from './documentation-page.mjs';

const folder = await mkdtemp(join(tmpdir(), 'users-'));
after(() => rm(folder, { recursive: true, force: true }));
const server = await startServer(`--MockServer:DataFolder=${folder}`);
after(() => server.stop());

const page = await openPage('docs/users-and-applications.md');
const prints = async heading => assertOutput(
  page.take('text', heading).replaceAll('http://localhost:8080', server.url), await runBlock(page.take('bash', heading), server));

test('a user is created and found by an identity', () => prints('Create a user'));

test('an application is registered and gets a secret', () => prints('Register an application'));

test('a seed has users and applications, and an error names the user', () => prints('Seed'));

test('every block is used', () => {
  assert.deepEqual(page.unused(), []);
});
