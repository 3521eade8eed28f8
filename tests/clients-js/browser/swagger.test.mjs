import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { startServer } from '../server.mjs';
import { Key, PolicyContent, swaggerUi } from './swagger.mjs';

const Token = 'Policy.ReadWrite.TrustFramework TrustFrameworkKeySet.ReadWrite.All';

// Not in a hook: if a hook fails, its tests count as cancelled, not as failed.
const server = await startServer();
const browser = await launchBrowser();
const document = await (await fetch(`${server.url}/openapi/v1.json`)).json();

describe('Swagger UI', () => {
  let page, ui;

  after(async () => {
    try {
      await browser.close();
    } finally {
      await server.stop();
    }
  });

  // Each test has its own context, because the page keeps the authorization in the browser's storage.
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    ui = swaggerUi(page, server.url);
  });
  afterEach(() => page.context().close());

  it('lists every operation of the OpenAPI document with its summary', async () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { summary }]) => `${method.toUpperCase()} ${path}: ${summary}`));

    await ui.open();
    const listed = await page.locator('.opblock-summary').evaluateAll(rows => rows.map(row => {
      const text = part => row.querySelector(`.opblock-summary-${part}`).textContent;
      return `${text('method')} ${row.querySelector('[data-path]').dataset.path}: ${text('description')}`;
    }));

    assert.ok(listed.includes(`PUT ${PolicyContent}: Update or create trustFrameworkPolicy`), listed.join('\n'));
    assert.equal(listed.length, described.length);
    assert.deepEqual(listed.toSorted(), described.toSorted());
  });

  it('opens without requests to other hosts and without errors', async () => {
    const hosts = new Set();
    const errors = [];
    page.on('request', request => hosts.add(new URL(request.url()).host));
    page.on('console', message => { if (message.type() === 'error') errors.push(message.text()); });
    page.on('pageerror', error => errors.push(error.message));

    await ui.open();

    assert.deepEqual([...hosts], [new URL(server.url).host]);
    assert.deepEqual(errors, []);
  });

  it('shows 401 for an upload without authorization', async () => {
    await ui.open();
    const put = await ui.tryOut('put', PolicyContent, { id: 'B2C_1A_Stranger' });

    await ui.execute(put, 401);

    assert.match(await ui.responseBody(put), /"code": "InvalidAuthenticationToken"/);
  });

  it('creates a policy from its example, and updates it when executed again', async () => {
    await ui.open();
    await ui.giveToken(Token);
    const put = await ui.tryOut('put', PolicyContent, { id: 'B2C_1A_Hello' });
    const offered = await ui.exampleBody(put).inputValue();
    assert.equal(offered, document.paths[PolicyContent].put.requestBody.content['application/xml'].example);
    assert.doesNotMatch(offered, /PublicPolicyUri/);

    await ui.execute(put, 201);
    assert.match(await ui.responseBody(put), /PublicPolicyUri="http:\/\/contoso\.onmicrosoft\.com\/B2C_1A_Hello"/);

    await ui.execute(put, 200);
    assert.match(await ui.responseBody(put), /PublicPolicyUri="http:\/\/contoso\.onmicrosoft\.com\/B2C_1A_Hello"/);
  });

  it('disables a key with its example', async () => {
    const { id } = await ask('POST', '/beta/trustFramework/keySets', { id: 'SwaggerUi' });
    const { kid, status } = await ask('POST', `/beta/trustFramework/keySets/${id}/generateKey`, { use: 'sig', kty: 'RSA' });
    assert.equal(status, 'enabled');

    await ui.open();
    await ui.giveToken(Token);
    const patch = await ui.tryOut('patch', Key, { id, kid });
    assert.deepEqual(JSON.parse(await ui.exampleBody(patch).inputValue()), { status: 'disabled' });
    await ui.execute(patch, 204);

    const key = await ask('GET', `/beta/trustFramework/keySets/${id}/keys_v2/${kid}`);
    assert.equal(key.status, 'disabled');
  });

  async function ask(method, path, body) {
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${Token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    assert.ok(response.ok, `${method} ${path} answered ${response.status}`);
    return response.json();
  }
});
