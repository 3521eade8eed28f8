// Does what a tool with fixed host names does: requests a token and uploads a policy. Needs Node.js 20 or later and no packages.
// Runs where graph.microsoft.com and login.microsoftonline.com resolve to the mock server: docker-compose.intercept.yml.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

const tenant = 'contoso.onmicrosoft.com';
const id = `B2C_1A_Example_${randomUUID().slice(0, 8)}`;
const policy = `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
  PolicySchemaVersion="0.3.0.0" TenantId="${tenant}" PolicyId="${id}" PublicPolicyUri="http://${tenant}/${id}" />`;

async function requestToken() {
  const response = await fetch(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials', client_id: 'example', client_secret: 'example', scope: 'https://graph.microsoft.com/.default',
    }),
    signal: AbortSignal.timeout(30_000),
  });
  assert.equal(response.status, 200);
  return (await response.json()).access_token;
}

const graph = (bearer, path, options = {}) => fetch(`https://graph.microsoft.com/${path}`, {
  ...options,
  headers: { authorization: `Bearer ${bearer}`, ...options.headers },
  signal: AbortSignal.timeout(30_000),
});

test('a policy is uploaded under the real names', async () => {
  const bearer = await requestToken();

  const created = await graph(bearer, `beta/trustFramework/policies/${id}/$value`, {
    method: 'PUT', body: policy, headers: { 'content-type': 'application/xml' },
  });
  assert.equal(created.status, 201);
  assert.equal(await created.text(), policy);

  const listed = await (await graph(bearer, 'beta/trustFramework/policies')).json();
  assert.equal(listed['@odata.context'], 'https://graph.microsoft.com/beta/$metadata#trustFramework/policies');
  assert.ok(listed.value.some(entry => entry.id === id), JSON.stringify(listed));

  assert.equal((await graph(bearer, `beta/trustFramework/policies/${id}`, { method: 'DELETE' })).status, 204);
});

test('the control plane is not available under the real host name', async () => {
  const response = await graph(await requestToken(), '_mock/health/ready');

  assert.equal(response.status, 400);
  assert.equal((await response.json()).error.message, "Resource not found for the segment '_mock'.");
});
