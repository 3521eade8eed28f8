// docs/state.md: the commands copy the state of one store to another.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openPage, runBlock } from './documentation-page.mjs';

const page = await openPage('docs/state.md');
const cwd = await mkdtemp(join(tmpdir(), 'state-'));
after(() => rm(cwd, { recursive: true }));

/** Runs the command of the page with other arguments. */
const snapshot = words => runBlock(`dotnet run --project src/TrustFramework.MockServer -- snapshot ${words}`, undefined, { cwd });

test('the commands of the page export a store and import it into another one', async () => {
  await writeFile(join(cwd, 'first.json'), '{"version":1,"tenants":{"7a2f4b9e-0000-4000-8000-0000000000aa":{"domain":"contoso.com"}}}');
  await snapshot('import first.json --MockServer:Store=sqlite --MockServer:StorePath=store.db');

  await runBlock(page.take('bash', 'Backup and upgrade'), undefined, { cwd });

  const backup = await readFile(join(cwd, 'backup.json'), 'utf8');
  assert.match(backup, /contoso\.com/);
  assert.equal((await stat(join(cwd, 'backup.json'))).mode & 0o777, 0o600);
  assert.equal(await snapshot('export --MockServer:Store=sqlite --MockServer:StorePath=copy.db'), backup);
});

test('every block is used', () => {
  assert.deepEqual(page.unused(), []);
});
