// The pages of the login service in Chromium, over HTTPS, with the CA trusted.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { certutilError, launchBrowser, saveScreenshot } from '../browser.mjs';
import { claims, permissions, startRestrictedServer } from '../restricted-server.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { encodeForm, newTenant, send } from '../http.mjs';

const missing = process.env.CI ? undefined : certutilError();
const { origin, ca } = await getTrustedServer('--MockServer:DeviceCode=page');
const Form = { 'content-type': 'application/x-www-form-urlencoded' };
const Scope = 'https://graph.microsoft.com/Policy.ReadWrite.TrustFramework https://graph.microsoft.com/TrustFrameworkKeySet.ReadWrite.All';
const back = 'http://localhost:1234/back';

const browser = missing ? undefined : await launchBrowser(ca);
after(() => browser?.close());
const restricted = await startRestrictedServer();
after(() => restricted.stop());

describe('the pages of the login service', { skip: missing }, () => {
  const tenant = newTenant();

  let page;
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    // The address at which the client would listen.
    await page.route(`${back}**`, route => route.fulfill({ body: 'back at the client' }));
  });
  afterEach(() => page.context().close());

  const verifier = randomBytes(32).toString('base64url');
  const authorize = (server, client) => `${server}/${tenant}/oauth2/v2.0/authorize?${encodeForm({
    client_id: client, response_type: 'code', redirect_uri: back, scope: Scope, state: 'kept', code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  })}`;
  const redeem = code => send(origin, 'POST', `/${tenant}/oauth2/v2.0/token`, Form, encodeForm({
    grant_type: 'authorization_code', client_id: 'the-tool', code, redirect_uri: back, scope: Scope, code_verifier: verifier,
  }));
  const press = async name => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForURL(`${back}**`);
    return new URL(page.url()).searchParams;
  };

  it('sign in the selected user with the checked permissions', async () => {
    await page.goto(authorize(origin, 'the-tool'));
    await saveScreenshot(page, 'sign-in');
    await page.getByRole('radio', { name: /policies@/ }).check();
    await page.getByRole('checkbox', { name: 'TrustFrameworkKeySet.ReadWrite.All' }).uncheck();
    const answer = await press('Sign in');

    assert.equal(answer.get('state'), 'kept');
    const { access_token } = (await redeem(answer.get('code'))).json;
    assert.deepEqual(permissions(access_token), ['Policy.ReadWrite.TrustFramework']);
    assert.equal(claims(access_token).upn, `policies@${tenant}`);
    assert.deepEqual(claims(access_token).wids, ['3edaf663-341e-4475-9f94-5c398ef6c070']);
  });

  it('sign in a user who is not in the list, whatever is selected there', async () => {
    await page.goto(authorize(origin, 'the-tool'));
    await page.getByRole('textbox', { name: 'Another user' }).fill('zoe');

    assert.equal(claims((await redeem((await press('Sign in')).get('code'))).json.access_token).upn, `zoe@${tenant}`);
  });

  it('report to the client that the user cancelled', async () => {
    await page.goto(authorize(origin, 'the-tool'));
    const answer = await press('Cancel');

    assert.equal(answer.get('error'), 'access_denied');
    assert.equal(answer.get('state'), 'kept');
    assert.match(answer.get('error_description'), /^AADSTS65004: /);
  });

  it('show an error for a wrong password, and accept the right one', async () => {
    await page.goto(authorize(restricted.origin, 'public-app'));
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.match(await page.getByRole('alert').innerText(), /^AADSTS50126: /);
    await saveScreenshot(page, 'sign-in-wrong-password');

    await page.getByLabel('Password').fill('right');
    assert.ok((await press('Sign in')).get('code'));
  });

  it('show an error for an invalid redirect URI, and do not redirect', async () => {
    const answer = await page.goto(`${origin}/${tenant}/oauth2/v2.0/authorize?client_id=the-tool&redirect_uri=${encodeURIComponent('javascript:alert(1)')}`);
    await saveScreenshot(page, 'cannot-sign-in');

    assert.equal(answer.status(), 400);
    assert.match(await page.getByRole('alert').innerText(), /^AADSTS50011: /);
  });

  it('approve a device code', async () => {
    const device = (await send(origin, 'POST', `/${tenant}/oauth2/v2.0/devicecode`, Form, encodeForm({ client_id: 'the-tool', scope: Scope }))).json;
    const poll = () => send(origin, 'POST', `/${tenant}/oauth2/v2.0/token`, Form, encodeForm({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: 'the-tool', device_code: device.device_code,
    }));
    assert.equal((await poll()).json.error, 'authorization_pending');

    await page.goto(device.verification_uri);
    await page.getByRole('textbox', { name: 'Code' }).fill('WRONGCODE');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('alert').waitFor();
    await saveScreenshot(page, 'device-wrong-code');
    await page.getByRole('textbox', { name: 'Code' }).fill(device.user_code.toLowerCase());
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await saveScreenshot(page, 'device-approve');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    await saveScreenshot(page, 'device-done');

    assert.equal(claims((await poll()).json.access_token).upn, `admin@${tenant}`);
  });

  it('are not available to a browser that does not trust the CA', async () => {
    const untrusting = await launchBrowser();
    try {
      await assert.rejects((await untrusting.newPage()).goto(origin), /ERR_CERT_AUTHORITY_INVALID/);
    } finally {
      await untrusting.close();
    }
  });
});
