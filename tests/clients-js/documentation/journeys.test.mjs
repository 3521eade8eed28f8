// docs/journeys.md: a journey that is started and answered without a browser.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startServer } from '../server.mjs';
import { argumentsOf, assertOutput, assertShape, openPage, root, runBlock } from './documentation-page.mjs';

const page = await openPage('docs/journeys.md');
const documented = (await argumentsOf(page.take('sh', 'Start a journey'))).map(argument => argument.replace('=docker/', `=${root}docker/`));
const server = await startServer(...documented);
after(() => server.stop());

test('a journey waits at the documented page', async () => {
  const journey = JSON.parse(await runBlock(page.take('bash', 'Start a journey'), server));

  const expected = JSON.parse(page.take('json', 'Start a journey'));
  assertShape(expected, journey);
  assert.deepEqual([journey.status, journey.stop, journey.error], [expected.status, expected.stop, null]);
});

test('an answer completes the journey with a token', async () => {
  const journey = JSON.parse(await runBlock(page.take('bash', 'Answer a page'), server));

  assert.equal(journey.status, 'completed', JSON.stringify(journey.error));
  const claims = JSON.parse(Buffer.from(journey.result.idToken.split('.')[1], 'base64url'));
  assert.deepEqual([claims.displayName, claims.newUser, journey.result.claims.email], ['John', true, 'john@example.com']);
});

test('the command runs the journey of policy files', async () => {
  const printed = await runBlock(page.take('bash', 'Run policy files without a server'), server);

  assertOutput(page.take('text', 'Run policy files without a server'), printed);
});

test('all blocks were run', () => assert.deepEqual(page.unused(), []));
