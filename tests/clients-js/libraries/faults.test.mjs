// conventions 9.5, columns of Graph's JavaScript client and of msal-node: how they handle throttling and outages.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { Client, GraphError } from '@microsoft/microsoft-graph-client';
import { minimalPolicy } from '../policies.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { applicationToken, newTenant, send } from '../http.mjs';

const { origin } = await getTrustedServer();

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

describe('the Graph client with injected faults', () => {
  for (const kind of ['tooManyRequests', 'serviceUnavailable', 'gatewayTimeout']) {
    it(`retries after ${kind} when the body is a string`, async () => {
      const { tenant, graph } = await newClient();
      const id = 'B2C_1A_Again';
      await inject(tenant, { outcome: { kind, retryAfter: 1 }, match: { path: '/beta/*' }, when: { next: 1 } });

      await graph.api(`/trustFramework/policies/${id}/$value`).header('Content-Type', 'application/xml').put(minimalPolicy(tenant, id));

      assert.deepEqual((await rules(tenant)).map(({ seen, hits }) => ({ seen, hits })), [{ seen: 2, hits: 1 }]);
    });
  }

  it('respects a date in Retry-After', async () => {
    const { tenant, graph } = await newClient();
    await inject(tenant, { outcome: { kind: 'tooManyRequests', retryAfter: 1, retryAfterAsDate: true }, match: { path: '/beta/*' }, when: { next: 1 } });

    assert.deepEqual((await graph.api('/trustFramework/policies').get()).value, []);
  });

  it('does not retry 500, and reports code and message', async () => {
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
    it(`fails on a ${kind}, and its next request succeeds`, async () => {
      const { tenant, graph } = await newClient();
      await inject(tenant, { fault: { kind }, match: { path: '/beta/*' }, when: { next: 1 } });

      await assert.rejects(graph.api('/trustFramework/policies').get());

      assert.deepEqual((await graph.api('/trustFramework/policies').get()).value, []);
    });
  }

  it('waits for a slow response body', async () => {
    const { tenant, graph } = await newClient();
    await inject(tenant, { fault: { kind: 'slowBody', bytesPerSecond: 200 }, match: { path: '/beta/*' }, when: { next: 1 } });

    assert.deepEqual((await graph.api('/trustFramework/policies').get()).value, []);
  });
});

describe('msal-node with injected faults', () => {
  it('reports the error of the login service, and its next request succeeds', async () => {
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
