// Runs the example test of docker/. The tests of the documentation pages are in documentation/.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from './server.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const seeded = await startServer(`--MockServer:Seed=${root}docker/seed`, '--MockServer:DefaultTenantDomain=contoso.onmicrosoft.com');
after(() => seeded.stop());

test('the example test of docker/ passes against a server with the seed of docker/', async () => {
  const { stdout } = await promisify(execFile)('node', ['--test', '--test-reporter=tap', 'mockserver.test.mjs'], {
    cwd: `${root}docker/example-test`,
    // With this variable the inner test runner would run as a part of the outer one and report no counts.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, MOCKSERVER_URL: seeded.url },
  });

  assert.match(stdout, /^# pass 5$/m);
});
