import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { startServer } from '../server.mjs';

const Token = 'Policy.ReadWrite.TrustFramework TrustFrameworkKeySet.ReadWrite.All';
const PolicyContent = '/beta/trustFramework/policies/{id}/$value';
const Key = '/beta/trustFramework/keySets/{id}/keys_v2/{kid}';

// Not in a hook: tests whose hook failed count as cancelled, not as failed.
const server = await startServer();
const browser = await launchBrowser();
const document = await (await fetch(`${server.url}/openapi/v1.json`)).json();

describe('Swagger UI', () => {
  let page;

  after(async () => {
    try {
      await browser.close();
    } finally {
      await server.stop();
    }
  });

  // A context of its own for each test: the page keeps the authorization in the browser's storage.
  beforeEach(async () => { page = await (await browser.newContext()).newPage(); });
  afterEach(() => page.context().close());

  it('lists every operation of the OpenAPI document under its summary', async () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { summary }]) => `${method.toUpperCase()} ${path}: ${summary}`));

    await open();
    const listed = await page.locator('.opblock-summary').evaluateAll(rows => rows.map(row => {
      const text = part => row.querySelector(`.opblock-summary-${part}`).textContent;
      return `${text('method')} ${row.querySelector('[data-path]').dataset.path}: ${text('description')}`;
    }));

    assert.ok(listed.includes(`PUT ${PolicyContent}: Update or create trustFrameworkPolicy`), listed.join('\n'));
    assert.equal(listed.length, described.length);
    assert.deepEqual(listed.toSorted(), described.toSorted());
  });

  it('opens without asking another host or meeting an error', async () => {
    const hosts = new Set();
    const errors = [];
    page.on('request', request => hosts.add(new URL(request.url()).host));
    page.on('console', message => { if (message.type() === 'error') errors.push(message.text()); });
    page.on('pageerror', error => errors.push(error.message));

    await open();

    assert.deepEqual([...hosts], [new URL(server.url).host]);
    assert.deepEqual(errors, []);
  });

  it('shows 401 for an upload that is executed before anybody authorized', async () => {
    await open();
    const put = await tryOut('put', PolicyContent, { id: 'B2C_1A_Stranger' });

    await execute(put, 401);

    assert.match(await shownBody(put), /"code": "InvalidAuthenticationToken"/);
  });

  it('creates a policy from the example it offers, and updates it when executed again', async () => {
    await open();
    await authorize();
    const put = await tryOut('put', PolicyContent, { id: 'B2C_1A_Hello' });
    const offered = await offeredBody(put).inputValue();
    assert.equal(offered, document.paths[PolicyContent].put.requestBody.content['application/xml'].example);
    assert.doesNotMatch(offered, /PublicPolicyUri/);

    await execute(put, 201);
    assert.match(await shownBody(put), /PublicPolicyUri="http:\/\/contoso\.onmicrosoft\.com\/B2C_1A_Hello"/);

    await execute(put, 200);
    assert.match(await shownBody(put), /PublicPolicyUri="http:\/\/contoso\.onmicrosoft\.com\/B2C_1A_Hello"/);
  });

  it('disables a key with the example it offers', async () => {
    const { id } = await ask('POST', '/beta/trustFramework/keySets', { id: 'SwaggerUi' });
    const { kid, status } = await ask('POST', `/beta/trustFramework/keySets/${id}/generateKey`, { use: 'sig', kty: 'RSA' });
    assert.equal(status, 'enabled');

    await open();
    await authorize();
    const patch = await tryOut('patch', Key, { id, kid });
    assert.deepEqual(JSON.parse(await offeredBody(patch).inputValue()), { status: 'disabled' });
    await execute(patch, 204);

    const key = await ask('GET', `/beta/trustFramework/keySets/${id}/keys_v2/${kid}`);
    assert.equal(key.status, 'disabled');
  });

  async function open() {
    await page.goto(`${server.url}/swagger`);
    await page.locator('.opblock').first().waitFor();
  }

  async function authorize() {
    await page.locator('.auth-wrapper .authorize').click();
    const dialog = page.locator('.modal-ux');
    await dialog.locator('input').fill(Token);
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('.btn-done').click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Opens the operation, presses "Try it out" and fills in its parameters. */
  async function tryOut(method, path, parameters) {
    const operation = page.locator(`.opblock-${method}`).filter({ has: page.locator(`[data-path="${path}"]`) });
    await operation.locator('.opblock-summary-control').click();
    await operation.locator('.try-out__btn').click();
    for (const [name, value] of Object.entries(parameters))
      await operation.locator(`tr[data-param-name="${name}"] input`).fill(value);
    return operation;
  }

  function offeredBody(operation) {
    return operation.locator('.opblock-section-request-body textarea');
  }

  /** Presses "Execute" and waits until the page shows this status, or fails with what it shows instead. */
  async function execute(operation, status) {
    const answered = page.waitForResponse(response => response.url().includes('/beta/'));
    await operation.locator('.btn.execute').click();
    const answer = await answered;
    if (answer.status() !== status)
      assert.fail(`Expected ${status}, but the answer was ${answer.status()}: ${await answer.text()}`);
    await operation.locator('.live-responses-table tbody .response-col_status').getByText(String(status), { exact: true }).waitFor();
  }

  function shownBody(operation) {
    return operation.locator('.live-responses-table .response-col_description .highlight-code').first().innerText();
  }

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
