// Swagger UI over HTTPS, authorized by its own OAuth flow: the sign-in page, a test user, a code with PKCE.
import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { certutilError, launchBrowser, saveScreenshot } from '../browser.mjs';
import { getTrustedServer, startTrustedServer } from '../trusted-server.mjs';
import { Key, PolicyContent, swaggerUi } from './swagger.mjs';
import { applicationToken, createSender } from '../http.mjs';

const missing = process.env.CI ? undefined : certutilError();
const { ca } = await getTrustedServer();
// Mode strict: the token is signed by this server, for a user with a directory role.
const { origin, stop } = await startTrustedServer('--MockServer:Auth=strict');
after(stop);
const browser = missing ? undefined : await launchBrowser(ca);
after(() => browser?.close());

describe('Swagger UI with OAuth authorization', { skip: missing }, () => {
  let page, ui;
  beforeEach(async () => {
    page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage();
    ui = swaggerUi(page, origin);
    await ui.open();
  });
  afterEach(() => page.context().close());

  const as = user => async window => {
    await window.getByRole('radio', { name: new RegExp(`${user}@`) }).check();
    await window.getByRole('button', { name: 'Sign in' }).click();
  };

  it('uploads a policy and disables a key', async () => {
    const ask = createSender(origin, { authorization: `Bearer ${await applicationToken(origin, 'organizations')}`, 'content-type': 'application/json' });
    const { json: { id } } = await ask('POST', '/beta/trustFramework/keySets', '{"id":"OAuth"}');
    const { json: { kid } } = await ask('POST', `/beta/trustFramework/keySets/${id}/generateKey`, '{"use":"sig","kty":"RSA"}');

    assert.match(await ui.signIn(as('admin')), /Authorized/);
    await saveScreenshot(ui.dialog, 'swagger-authorized');
    await ui.closeDialog();
    const put = await ui.tryOut('put', PolicyContent, { id: 'B2C_1A_Hello' });
    await ui.execute(put, 201);
    await saveScreenshot(ui.responseTable(put), 'swagger-put');
    const patch = await ui.tryOut('patch', Key, { id, kid });
    await ui.execute(patch, 204);
    await saveScreenshot(ui.responseTable(patch), 'swagger-patch');

    assert.equal((await ask('GET', `/beta/trustFramework/keySets/${id}/keys_v2/${kid}`)).json.status, 'disabled');
  });

  it('shows 403 when the token lacks the permission', async () => {
    await ui.signIn(as('admin'), ['Policy.Read.All']);
    await ui.closeDialog();
    const put = await ui.tryOut('put', PolicyContent, { id: 'B2C_1A_Hello' });

    await ui.execute(put, 403);
    assert.match(await ui.responseBody(put), /required delegated permissions \(Policy\.ReadWrite\.TrustFramework\)/);
  });

  it('shows 403 when the user has no directory role', async () => {
    await ui.signIn(as('guest'));
    await ui.closeDialog();
    const put = await ui.tryOut('put', PolicyContent, { id: 'B2C_1A_Hello' });

    await ui.execute(put, 403);
    assert.match(await ui.responseBody(put), /User Authorization: Access is denied\./);
  });

  it('shows that the user cancelled', async () => {
    const shown = await ui.signIn(window => window.getByRole('button', { name: 'Cancel' }).click());
    await saveScreenshot(ui.dialog, 'swagger-cancelled');

    assert.match(shown, /access_denied|AADSTS65004/);
  });
});
