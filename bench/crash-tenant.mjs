// A tenant of bench/crash.mjs: writes to it, and knows what it must contain.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { token } from './harness.mjs';

const requestLimit = 15_000;
const recoveryLimit = 15_000;
let writes = 0;

const json = 'application/json';

/** The server does not run, or it refuses because its database does not. The write may or may not be stored. */
class Refused extends Error {}

export class Tenant {
  constructor(number, cluster, random) {
    this.id = `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
    [this.cluster, this.random] = [cluster, random];
    /** The states that the tenant may be in: one, or after a request without an answer that before and that after the request. */
    this.possible = [{ policies: {}, keySets: {} }];
  }

  /** Sends one random write after the other, each to a random server. */
  async writeUntil(state) {
    while (!state.isOver) {
      try {
        await this.settle();
        await this.write(this.random(8));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        this.cluster.requests.refused++;
        // A server that does not run, or whose database does not, refuses at once.
        await wait(20);
      }
    }
  }

  /**
   * After a request without an answer, the state is that before it or that after it. PostgreSQL can still be about to commit what a killed server has sent,
   * so a write that replaces everything follows: it is the end of an older transaction on the tenant.
   */
  async settle() {
    if (this.possible.length === 1) return;
    this.assertPossible(await this.readSnapshot(this.anyPort()));
    await this.write(7);
  }

  async write(kind) {
    const marker = ++writes;
    const next = structuredClone(this.possible[0]);
    const [id, set] = [`B2C_1A_P${this.random(6)}`, `B2C_1A_K${this.random(3)}`];
    // All policies of a seed or a snapshot have the same marker, so that a part of it would be seen.
    const several = { B2C_1A_P0: marker, B2C_1A_P1: marker, B2C_1A_P2: marker };
    const contents = Object.keys(several).map(policyId => ({ id: policyId, content: this.createPolicy(policyId, marker) }));
    const request = [
      () => (next.policies[id] = marker, ['PUT', `policies/${id}/$value`, this.createPolicy(id, marker), 'application/xml']),
      () => (delete next.policies[id], ['DELETE', `policies/${id}`]),
      () => (next.keySets[set] ??= 0, ['POST', 'keySets', JSON.stringify({ id: set }), json]),
      () => (set in next.keySets && next.keySets[set]++, ['POST', `keySets/${set}/generateKey`, '{"kty":"oct","use":"sig"}', json]),
      () => {
        Object.assign(next, { policies: several, keySets: { B2C_1A_K0: 1 } });
        const seed = { policies: contents.map(({ content }) => ({ content })), keySets: [{ id: 'K0', keys: [{ use: 'sig', k: 'AAAAAAAAAAAAAAAAAAAAAA' }] }] };
        return ['PUT', `/_mock/tenants/${this.id}/seed`, JSON.stringify(seed), json];
      },
      () => {
        Object.assign(next, { policies: several, keySets: {} });
        return ['PUT', `/_mock/tenants/${this.id}/snapshot`, JSON.stringify({ version: 1, tenant: { policies: contents } }), json];
      },
    ][[0, 0, 1, 2, 3, 3, 4, 5][kind]]();

    const before = this.possible;
    this.possible = [...before, next];
    const { status } = await this.send(this.anyPort(), ...request);
    this.possible = status < 300 ? [next] : before;
    if (status < 300) this.cluster.requests.acknowledged++;
  }

  async verify(port) {
    this.assertPossible(await this.readWithGraph(port));
  }

  async waitUntilReadable(port) {
    for (const limit = performance.now() + recoveryLimit; ; await wait(20)) {
      try {
        return await this.readSnapshot(port);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        assert(performance.now() < limit, `The server at port ${port} does not recover: ${error.message}`);
      }
    }
  }

  assertPossible(state) {
    const sort = value => JSON.stringify(Object.entries(value).sort().map(([name, inner]) => [name, Object.entries(inner).sort()]));
    const expected = this.possible.map(sort);
    assert(expected.includes(sort(state)), `Tenant ${this.id} contains ${sort(state)}, expected ${expected.join(' or ')}`);
  }

  /** All of the tenant in one request, and so at one instant. */
  async readSnapshot(port) {
    const { tenant } = JSON.parse((await this.send(port, 'GET', `/_mock/tenants/${this.id}/snapshot`)).text);
    return {
      policies: Object.fromEntries((tenant.policies ?? []).map(({ id, content }) => [id, readMarker(content)])),
      keySets: Object.fromEntries((tenant.keySets ?? []).map(({ id, keys }) => [id, keys.length])),
    };
  }

  async readWithGraph(port) {
    const state = { policies: {}, keySets: {} };
    for (const { id } of JSON.parse((await this.send(port, 'GET', 'policies')).text).value)
      state.policies[id] = readMarker((await this.send(port, 'GET', `policies/${id}/$value`)).text);
    for (const { id, keys } of JSON.parse((await this.send(port, 'GET', 'keySets')).text).value) state.keySets[id] = keys.length;
    return state;
  }

  async send(port, method, path, body, type) {
    const { requests } = this.cluster;
    const isControl = path.startsWith('/_mock');
    const { down, hasNoDatabase } = this.cluster;
    const [begin, wasDown] = [performance.now(), down.has(port)];
    try {
      const response = await fetch(`http://127.0.0.1:${port}${isControl ? path : `/beta/trustFramework/${path}`}`, {
        method, body, headers: { ...type && { 'Content-Type': type }, ...!isControl && { Authorization: `Bearer ${token(this.id)}` } }, signal: AbortSignal.timeout(requestLimit),
      });
      const [status, text] = [response.status, await response.text()];
      if (status === 503 && (hasNoDatabase || this.cluster.hasNoDatabase)) throw new Refused(text);
      assert(status < 500, `${method} ${path} returned ${status}: ${text}`);
      return { status, text };
    } catch (error) {
      assert.notEqual(error.name, 'TimeoutError', `${method} ${path} was not answered within ${requestLimit} ms`);
      if (error instanceof Refused || error instanceof assert.AssertionError) throw error;
      assert(wasDown || down.has(port), `${method} ${path} failed, but the server runs: ${error.cause?.message ?? error.message}`);
      throw new Refused(error.message);
    } finally {
      requests.slowest = Math.max(requests.slowest, performance.now() - begin);
    }
  }

  anyPort = () => this.cluster.ports[this.random(this.cluster.ports.length)];

  createPolicy = (id, marker) => `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
  TenantId="contoso.onmicrosoft.com" PolicyId="${id}" PublicPolicyUri="http://contoso.onmicrosoft.com/${id}"><!-- marker ${marker} ${'x'.repeat(this.random(20000))} --></TrustFrameworkPolicy>`;
}

const readMarker = content => Number(/marker (\d+)/.exec(content)[1]);
