// Ends the server with SIGKILL at random moments under mixed load and starts it again on the same SQLite file. Every acknowledged write must be there,
// a write that was in flight must be there as a whole or not at all, and the start must need no repair.
//   node bench/crash.mjs SERVER [KILLS] [SEED]
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom, start, token } from './harness.mjs';

const [program, killsArgument, seedArgument] = process.argv.slice(2);
const [kills, seed, port, tenantCount] = [Number(killsArgument ?? 100), Number(seedArgument ?? 1), 18560, 12];
const folder = mkdtempSync(join(tmpdir(), 'crash-'));
const random = createRandom(seed);
let writes = 0;

const policy = (id, marker) => `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
  TenantId="contoso.onmicrosoft.com" PolicyId="${id}" PublicPolicyUri="http://contoso.onmicrosoft.com/${id}"><!-- marker ${marker} ${'x'.repeat(random(20000))} --></TrustFrameworkPolicy>`;

/** A tenant and what is known about it: the state that was acknowledged, and the state after the request in flight. */
class Tenant {
  constructor(number) {
    this.id = `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
    this.acknowledged = { policies: {}, keySets: {} };
  }

  async send(method, path, body, type) {
    const isControl = path.startsWith('/_mock');
    const response = await fetch(`http://127.0.0.1:${port}${isControl ? path : `/beta/trustFramework/${path}`}`, {
      method, body, headers: { ...type && { 'Content-Type': type }, ...!isControl && { Authorization: `Bearer ${token(this.id)}` } },
    });
    return { status: response.status, text: await response.text() };
  }

  /** Sends one random write. Its effect is in flight until the response has arrived. */
  async write() {
    const marker = ++writes;
    const next = structuredClone(this.acknowledged);
    const [id, set] = [`B2C_1A_P${random(6)}`, `B2C_1A_K${random(3)}`];
    const send = [
      () => (next.policies[id] = marker, this.send('PUT', `policies/${id}/$value`, policy(id, marker), 'application/xml')),
      () => (delete next.policies[id], this.send('DELETE', `policies/${id}`)),
      () => (next.keySets[set] ??= 0, this.send('POST', 'keySets', JSON.stringify({ id: set }), 'application/json')),
      () => (set in next.keySets && next.keySets[set]++, this.send('POST', `keySets/${set}/generateKey`, '{"kty":"oct","use":"sig"}', 'application/json')),
      () => {
        // All policies of a snapshot have the same marker, so that a part of it would be seen.
        Object.assign(next, { policies: { B2C_1A_P0: marker, B2C_1A_P1: marker, B2C_1A_P2: marker }, keySets: {} });
        const policies = Object.keys(next.policies).map(policyId => ({ id: policyId, content: policy(policyId, marker) }));
        return this.send('PUT', `/_mock/tenants/${this.id}/snapshot`, JSON.stringify({ version: 1, tenant: { policies } }), 'application/json');
      },
    ][[0, 0, 0, 1, 2, 3, 3, 4][random(8)]];
    const response = send();
    this.inFlight = next;
    const { status, text } = await response;
    assert(status < 500, `${status}: ${text}`);
    if (status < 300) this.acknowledged = next;
    this.inFlight = undefined;
  }

  async read() {
    const state = { policies: {}, keySets: {} };
    for (const { id } of JSON.parse((await this.send('GET', 'policies')).text).value)
      state.policies[id] = Number(/marker (\d+)/.exec((await this.send('GET', `policies/${id}/$value`)).text)[1]);
    for (const { id, keys } of JSON.parse((await this.send('GET', 'keySets')).text).value) state.keySets[id] = keys.length;
    return state;
  }

  async verify() {
    const state = await this.read();
    const sort = value => Object.fromEntries(Object.entries(value).sort().map(([name, inner]) => [name, Object.entries(inner).sort()]));
    const expected = [this.acknowledged, this.inFlight].filter(Boolean).map(sort);
    assert(expected.some(candidate => JSON.stringify(candidate) === JSON.stringify(sort(state))),
      `Tenant ${this.id} contains ${JSON.stringify(sort(state))}, expected ${expected.map(candidate => JSON.stringify(candidate)).join(' or ')}`);
    [this.acknowledged, this.inFlight] = [state, undefined];
  }
}

const tenants = Array.from({ length: tenantCount }, (_, i) => new Tenant(i + 1));
let acknowledged = 0;

/** Writes to a tenant until the server ends. */
async function writeUntilKilled(tenant, state) {
  while (!state.isKilled) {
    try {
      await tenant.write();
      acknowledged++;
    } catch (error) {
      if (!state.isKilled || error instanceof assert.AssertionError) throw error;
    }
  }
}

try {
  for (let kill = 0; kill <= kills; kill++) {
    const server = await start(program, [`--urls=http://127.0.0.1:${port}`, '--MockServer:Store=sqlite', `--MockServer:StorePath=${join(folder, 'store.db')}`], port, '/_mock/health/ready');
    for (const tenant of tenants) await tenant.verify();
    if (kill === kills) {
      await server.stop();
      break;
    }
    const state = { isKilled: false };
    const load = Promise.all(tenants.map(tenant => writeUntilKilled(tenant, state)));
    await Promise.race([wait(20 + random(400)), load]);
    state.isKilled = true;
    const exited = once(server.child, 'exit');
    server.child.kill('SIGKILL');
    await exited;
    await load;
  }
  console.log(`${kills} kills, ${acknowledged} acknowledged writes, none lost, seed ${seed}.`);
} finally {
  rmSync(folder, { recursive: true });
}
