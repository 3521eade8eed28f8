// docs/sign-in.md: two applications sign in through a policy in Chromium. When one signs out, the logout URL of the other is called in a frame.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { certutilError, launchBrowser, saveScreenshot } from '../browser.mjs';
import { encodeForm } from '../http.mjs';
import { createPolicyTenant, policy, webApp } from '../policy-tenant.mjs';
import { getTrustedServer } from '../trusted-server.mjs';

const otherApp = '11111111-0000-4000-8000-000000000005';
const missing = process.env.CI ? undefined : certutilError();
const server = await getTrustedServer('--MockServer:SignIn=automatic');
const browser = missing ? undefined : await launchBrowser(server.ca);
after(() => browser?.close());

/** Both applications, on one server that records the calls of their logout URLs. */
const calls = [];
const site = http.createServer((request, response) => {
  if (request.url.startsWith('/signed-out/'))
    calls.push(`${request.method} ${request.url} ${request.headers['sec-fetch-dest']}`);
  response.writeHead(200, { 'content-type': 'text/plain' }).end('application');
}).listen(0, '127.0.0.1');
await once(site, 'listening');
after(() => {
  site.close();
  site.closeAllConnections();
});
const origin = `http://localhost:${site.address().port}`;
const [backUri, signedOutUri] = [`${origin}/back`, `${origin}/signed-out`];
const { tenant, authority } = await createPolicyTenant(server, {
  redirectUris: [backUri],
  web: { logoutUrl: `${signedOutUri}/web` },
  applications: [{ appId: otherApp, displayName: 'Other', web: { redirectUris: [backUri], logoutUrl: `${signedOutUri}/other` } }],
});

describe('front-channel logout of a policy', { skip: missing }, () => {
  let page;
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    calls.length = 0;
  });
  afterEach(() => page.context().close());

  const authorize = (client_id, more) => `${authority}/oauth2/v2.0/authorize?${encodeForm({
    client_id, redirect_uri: backUri, response_type: 'code', scope: 'openid', nonce: 'once', ...more,
  })}`;
  const returned = async () => {
    await page.waitForURL(`${backUri}**`);
    return new URL(page.url()).searchParams;
  };
  async function signIn(...clients) {
    for (const client of clients) {
      await page.goto(authorize(client));
      assert.ok((await returned()).get('code'));
    }
  }

  /** An ID token of the application. */
  async function idToken(clientId) {
    const body = JSON.stringify({ policy, clientId, origin: server.origin });
    return (await (await fetch(`${server.url}/_mock/tenants/${tenant}/tokens`, { method: 'POST', body })).json()).access_token;
  }
  const logout = parameters => page.goto(`${authority}/oauth2/v2.0/logout?${encodeForm({ post_logout_redirect_uri: backUri, state: 'kept', ...parameters })}`);

  it('calls the logout URL of the other application in a frame, and returns to the one that signed out', async () => {
    await signIn(webApp, otherApp);
    await logout({ id_token_hint: await idToken(webApp) });
    await saveScreenshot(page, 'policy-signing-out');

    assert.equal((await returned()).get('state'), 'kept');
    assert.deepEqual(calls, ['GET /signed-out/other iframe']);
    await page.goto(authorize(otherApp, { prompt: 'none' }));
    assert.equal((await returned()).get('error'), 'interaction_required');
  });

  it('calls the logout URLs of both applications if none of them is named', async () => {
    await signIn(webApp, otherApp);
    await logout();
    await returned();

    assert.deepEqual(calls.toSorted(), ['GET /signed-out/other iframe', 'GET /signed-out/web iframe']);
  });

  it('calls no logout URL of an application that did not sign in', async () => {
    await signIn(webApp);
    await logout({ id_token_hint: await idToken(webApp) });
    await returned();

    assert.deepEqual(calls, []);
  });
});
