// Runs the commands of docs/control-plane.md in order and compares the responses with the documented ones.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startServer } from '../server.mjs';
import { argumentsOf, assertShape, openPage, read, root, runBlock } from './documentation-page.mjs';

const server = await startServer('--MockServer:DefaultTenantDomain=contoso.onmicrosoft.com', '--MockServer:MissingKeys=ignore');
after(() => server.stop());

const page = await openPage('docs/control-plane.md');
const responseOf = async (heading, index) => (await runBlock(page.take('bash', heading, index), server)).trim();
const documented = heading => JSON.parse(page.take('json', heading));

const upload = async (id, body) => {
  const response = await fetch(`${server.url}/beta/trustFramework/policies/${id}/$value`, {
    method: 'PUT', body, headers: { authorization: 'Bearer Policy.ReadWrite.TrustFramework', 'content-type': 'application/xml' },
  });
  return [response.status, response.headers.get('retry-after')];
};

test('a tenant is created, used with its own token, and deleted', async () => {
  assert.deepEqual(JSON.parse(await responseOf('Tenants')).value, []);
});

test('a seed is applied, saved as a snapshot, reset and restored', async () => {
  await responseOf('Seed, reset and snapshot');

  const tenant = await (await fetch(`${server.url}/_mock/tenants/default`)).json();
  assert.deepEqual([tenant.policies, tenant.keySets], [1, 1]);
});

test('a clock is set, frozen, advanced and reset', async () => {
  const last = (await responseOf('Clock')).match(/{[^}]*}/g).at(-1);

  assertShape(documented('Clock'), JSON.parse(last));
  assert.match(JSON.parse(last).now, /^2027-01-01T02:00:/);

  assert.equal(JSON.parse(await responseOf('Clock', 1)).frozen, false);
});

test('a rule hits two uploads, and the third one passes', async () => {
  const rule = JSON.parse(await responseOf('Faults'));
  assertShape(documented('Faults'), rule);

  const hit = () => upload('B2C_1A_Hit', 'not a policy');
  assert.deepEqual([await hit(), await hit(), await hit()], [[429, '1'], [429, '1'], [400, null]]);

  const deleted = await fetch(`${server.url}/_mock/faults/${rule.id}`, { method: 'DELETE' });
  assert.equal(deleted.status, 204);
});

test('the journal contains the refused uploads', async () => {
  const journal = JSON.parse(await responseOf('Journal'));

  assertShape(documented('Journal'), journal);
  assert.deepEqual(journal.entries.slice(-3).map(entry => entry.status), [429, 429, 400]);
});

test('the uploads of the example meet the expectations', async () => {
  await fetch(`${server.url}/_mock/tenants/default/journal`, { method: 'DELETE' });
  for (const id of ['B2C_1A_Example_Base', 'B2C_1A_Example_Extensions'])
    assert.deepEqual(await upload(id, await read(`docker/seed/${id}.xml`)), [201, null]);

  const verified = JSON.parse(await responseOf('Verify'));

  assert.ok(verified.met, JSON.stringify(verified, null, 2));
  assertShape(documented('Verify'), verified);
});

test('a test token has the requested claims', async () => {
  const token = JSON.parse(await responseOf('Test tokens'));

  assertShape(documented('Test tokens'), token);
  assert.deepEqual([token.expires_in, token.claims.extra, token.claims.ver], [86400, 1, undefined]);
});

test('a test token of a policy has the requested claims', async () => {
  const seeded = await startServer(`--MockServer:Seed=${root}docker/seed`);
  try {
    const token = JSON.parse(await runBlock(page.take('bash', 'Test tokens', 1), seeded));

    assertShape(JSON.parse(page.take('json', 'Test tokens', 1)), token);
    const { acr, aud, scp, city } = token.claims;
    assert.deepEqual([token.expires_in, acr, aud, scp, city], [-3600, 'b2c_1a_example_signuporsignin', 'https://api.example', 'read', 'osaka']);
  } finally {
    await seeded.stop();
  }
});

test('the control token gives access to the control plane', async () => {
  const guarded = await startServer(...await argumentsOf(page.take('sh', 'Access')));
  try {
    assert.equal((await fetch(`${guarded.url}/_mock/clock/freeze`, { method: 'POST' })).status, 401);
    assert.equal(JSON.parse(await runBlock(page.take('bash', 'Access'), guarded)).frozen, true);
  } finally {
    await guarded.stop();
  }
});

test('the page names every operation and every fault kind of the OpenAPI document, and no other operation', async () => {
  const text = await read('docs/control-plane.md');
  const { paths, components } = await (await fetch(`${server.url}/openapi/control.json`)).json();
  // The page names an operation once when it exists for all tenants and for one.
  const existing = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map(method => `${method.toUpperCase()} ${withoutTenant(path)}`));

  const named = [...text.matchAll(/`((?:(?:GET|PUT|POST|DELETE)(?:, )?)+)\s([/…][^`?\s]*)/g)]
    .flatMap(([, methods, path]) => methods.split(', ').map(method => `${method} ${withoutTenant(path)}`));

  assert.deepEqual([...new Set(named)].sort(), [...new Set(existing)].sort());
  for (const kind of Object.values(components.schemas).flatMap(schema => schema.enum ?? []).filter(kind => kind && kind !== 'custom'))
    assert.ok(text.includes(`\`${kind}\``), kind);
});

const withoutTenant = path => path.replace('…', '/_mock').replace(/^\/_mock\/tenants\/{tenant}\/(?=.)/, '/_mock/');

test('the server accepts each request body in the tables', async () => {
  const documentedBodies = [...(await read('docs/control-plane.md')).matchAll(/^\| `(PUT|POST) …([^`]+)` `({[^`]*})`/gm)];
  assert.ok(documentedBodies.length >= 2);
  for (const [, method, path, body] of documentedBodies)
    assert.equal((await fetch(`${server.url}/_mock/tenants/default${path}`, { method, body })).status, 200, path + body);

  const latencies = [...(await read('docs/control-plane.md')).matchAll(/^\| `latency` \| (.*) \|$/gm)][0][1].match(/{[^`]*}/g);
  for (const latency of latencies)
    assert.equal((await fetch(`${server.url}/_mock/tenants/default/faults`, { method: 'POST', body: `{"latency":${latency}}` })).status, 201, latency);
  assert.equal(latencies.length, 2);
});

test('every block is used', () => {
  assert.deepEqual(page.unused(), []);
});
