// Everything that the page about /_mock tells to send is sent, in its order, and what it shows is what comes back.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startServer } from '../server.mjs';
import { argumentsOf, assertLike, openPage, paste, read } from './page.mjs';

const server = await startServer('--MockServer:DefaultTenantDomain=contoso.onmicrosoft.com', '--MockServer:MissingKeys=ignore');
after(() => server.stop());

const page = await openPage('docs/control-plane.md');
const answerOf = async (heading, index) => (await paste(page.take('bash', heading, index), server)).trim();
const shown = heading => JSON.parse(page.take('json', heading));

const upload = async (id, body) => {
  const answer = await fetch(`${server.url}/beta/trustFramework/policies/${id}/$value`, {
    method: 'PUT', body, headers: { authorization: 'Bearer Policy.ReadWrite.TrustFramework', 'content-type': 'application/xml' },
  });
  return [answer.status, answer.headers.get('retry-after')];
};

test('a tenant is made, asked with its own token, and gone', async () => {
  assert.deepEqual(JSON.parse(await answerOf('Tenants')).value, []);
});

test('a seed is planted, kept as a snapshot, taken away and put back', async () => {
  await answerOf('Seed, reset, snapshot');

  const tenant = await (await fetch(`${server.url}/_mock/tenants/default`)).json();
  assert.deepEqual([tenant.policies, tenant.keySets], [1, 1]);
});

test('a clock is set, stopped and moved, and set back', async () => {
  const last = (await answerOf('Clock')).match(/{[^}]*}/g).at(-1);

  assertLike(shown('Clock'), JSON.parse(last));
  assert.match(JSON.parse(last).now, /^2027-01-01T02:00:/);

  assert.equal(JSON.parse(await answerOf('Clock', 1)).frozen, false);
});

test('a rule hits two uploads, and the third one passes', async () => {
  const made = JSON.parse(await answerOf('Faults'));
  assertLike(shown('Faults'), made);

  const hit = () => upload('B2C_1A_Hit', 'no policy');
  assert.deepEqual([await hit(), await hit(), await hit()], [[429, '1'], [429, '1'], [400, null]]);

  const gone = await fetch(`${server.url}/_mock/faults/${made.id}`, { method: 'DELETE' });
  assert.equal(gone.status, 204);
});

test('the journal has what was refused', async () => {
  const answer = JSON.parse(await answerOf('Journal'));

  assertLike(shown('Journal'), answer);
  assert.deepEqual(answer.entries.slice(-3).map(entry => entry.status), [429, 429, 400]);
});

test('the expectations are met by the uploads of the example', async () => {
  await fetch(`${server.url}/_mock/tenants/default/journal`, { method: 'DELETE' });
  for (const id of ['B2C_1A_Example_Base', 'B2C_1A_Example_Extensions'])
    assert.deepEqual(await upload(id, await read(`docker/seed/${id}.xml`)), [201, null]);

  const verified = JSON.parse(await answerOf('Verify'));

  assert.ok(verified.met, JSON.stringify(verified, null, 2));
  assertLike(shown('Verify'), verified);
});

test('a token to order has the claims that were asked for', async () => {
  const made = JSON.parse(await answerOf('Tokens to order'));

  assertLike(shown('Tokens to order'), made);
  assert.deepEqual([made.expires_in, made.claims.extra, made.claims.ver], [86400, 1, undefined]);
});

test('a token for the control plane opens it', async () => {
  const guarded = await startServer(...await argumentsOf(page.take('sh', 'Safety')));
  try {
    assert.equal((await fetch(`${guarded.url}/_mock/clock/freeze`, { method: 'POST' })).status, 401);
    assert.equal(JSON.parse(await paste(page.take('bash', 'Safety'), guarded)).frozen, true);
  } finally {
    await guarded.stop();
  }
});

test('the page names each operation and each kind of fault of the control document, and no other operation', async () => {
  const text = await read('docs/control-plane.md');
  const { paths, components } = await (await fetch(`${server.url}/openapi/control.json`)).json();
  // What is there for everyone and for a tenant is told once.
  const known = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map(method => `${method.toUpperCase()} ${everyone(path)}`));

  const named = [...text.matchAll(/`((?:(?:GET|PUT|POST|DELETE)(?:, )?)+)\s([/…][^`?\s]*)/g)]
    .flatMap(([, methods, path]) => methods.split(', ').map(method => `${method} ${everyone(path)}`));

  assert.deepEqual([...new Set(named)].sort(), [...new Set(known)].sort());
  for (const kind of Object.values(components.schemas).flatMap(schema => schema.enum ?? []).filter(kind => kind && kind !== 'custom'))
    assert.ok(text.includes(`\`${kind}\``), kind);
});

const everyone = path => path.replace('…', '/_mock').replace(/^\/_mock\/tenants\/{tenant}\/(?=.)/, '/_mock/');

test('each body in the tables is taken', async () => {
  const told = [...(await read('docs/control-plane.md')).matchAll(/^\| `(PUT|POST) …([^`]+)` `({[^`]*})`/gm)];
  assert.ok(told.length >= 2);
  for (const [, method, path, body] of told)
    assert.equal((await fetch(`${server.url}/_mock/tenants/default${path}`, { method, body })).status, 200, path + body);

  const latencies = [...(await read('docs/control-plane.md')).matchAll(/^\| `latency` \| (.*) \|$/gm)][0][1].match(/{[^`]*}/g);
  for (const latency of latencies)
    assert.equal((await fetch(`${server.url}/_mock/tenants/default/faults`, { method: 'POST', body: `{"latency":${latency}}` })).status, 201, latency);
  assert.equal(latencies.length, 2);
});

test('nothing is left', () => {
  assert.deepEqual(page.left(), []);
});
