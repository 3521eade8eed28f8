// conventions 9.5, the columns of Graph's JavaScript client and of msal-node: what they make of the service's bad days.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { Client, GraphError } from '@microsoft/microsoft-graph-client';
import { smallPolicy } from '../policies.mjs';
import { trusted } from '../trusted.mjs';
import { applicationToken, newTenant, send } from '../wire.mjs';

const { origin } = await trusted();

async function newClient() {
  const tenant = newTenant();
  const token = await applicationToken(origin, tenant);
  const graph = Client.initWithMiddleware({
    authProvider: { getAccessToken: async () => token }, baseUrl: `${origin}/`, defaultVersion: 'beta', customHosts: new Set(['localhost']),
  });
  return { tenant, graph };
}

async function inject(tenant, rule) {
  const answer = await send(origin, 'POST', `/_mock/tenants/${tenant}/faults`, { 'content-type': 'application/json' }, JSON.stringify(rule));
  assert.equal(answer.status, 201, answer.text);
}

const rules = async tenant => JSON.parse((await send(origin, 'GET', `/_mock/tenants/${tenant}/faults`)).text).faults;

describe('the Graph client on a bad day', () => {
  for (const kind of ['tooManyRequests', 'serviceUnavailable', 'gatewayTimeout']) {
    it(`comes again after ${kind}, with a string for a body`, async () => {
      const { tenant, graph } = await newClient();
      const id = 'B2C_1A_Again';
      await inject(tenant, { outcome: { kind, retryAfter: 1 }, match: { path: '/beta/*' }, when: { next: 1 } });

      await graph.api(`/trustFramework/policies/${id}/$value`).header('Content-Type', 'application/xml').put(smallPolicy(tenant, id));

      assert.deepEqual((await rules(tenant)).map(({ seen, hits }) => ({ seen, hits })), [{ seen: 2, hits: 1 }]);
    });
  }

  it('obeys a date as well', async () => {
    const { tenant, graph } = await newClient();
    await inject(tenant, { outcome: { kind: 'tooManyRequests', retryAfter: 1, retryAfterAsDate: true }, match: { path: '/beta/*' }, when: { next: 1 } });

    assert.deepEqual((await graph.api('/trustFramework/policies').get()).value, []);
  });

  it('gives up on 500, with code and message', async () => {
    const { tenant, graph } = await newClient();
    await inject(tenant, { outcome: { kind: 'serviceProblem' }, match: { path: '/beta/*' }, when: { next: 1 } });

    await assert.rejects(graph.api('/trustFramework/policies').get(), error => {
      assert.ok(error instanceof GraphError);
      assert.deepEqual([error.statusCode, error.code, error.message], [500, 'AADB2C90063', 'There is a problem with the service.']);
      return true;
    });
    assert.deepEqual((await graph.api('/trustFramework/policies').get()).value, []);
  });

  for (const kind of ['connectionReset', 'truncatedBody']) {
    it(`fails on a ${kind}, and the next request is served`, async () => {
      const { tenant, graph } = await newClient();
      await inject(tenant, { fault: { kind }, match: { path: '/beta/*' }, when: { next: 1 } });

      await assert.rejects(graph.api('/trustFramework/policies').get());

      assert.deepEqual((await graph.api('/trustFramework/policies').get()).value, []);
    });
  }

  it('waits for a slow body', async () => {
    const { tenant, graph } = await newClient();
    await inject(tenant, { fault: { kind: 'slowBody', bytesPerSecond: 200 }, match: { path: '/beta/*' }, when: { next: 1 } });

    assert.deepEqual((await graph.api('/trustFramework/policies').get()).value, []);
  });
});

describe('msal-node on a bad day', () => {
  it('is told by the login service, and gets its token the next time', async () => {
    const tenant = newTenant();
    await inject(tenant, { outcome: { status: 400 }, match: { path: '*/token' }, when: { next: 1 } });
    const app = new ConfidentialClientApplication({
      auth: { clientId: 'bad-day', clientSecret: 'any', authority: `${origin}/${tenant}`, knownAuthorities: [new URL(origin).host] },
    });
    const ask = () => app.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });

    await assert.rejects(ask(), /AADSTS90033/);

    assert.ok((await ask()).accessToken);
  });
});
