// The pages of the login service, as a person meets them: in Chromium, over HTTPS, with the CA trusted.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { certutilMissing, keepLook, launchBrowser } from '../browser.mjs';
import { claims, permissions, startClosedServer } from '../closed.mjs';
import { trusted } from '../trusted.mjs';
import { form, newTenant, send } from '../wire.mjs';

const missing = process.env.CI ? undefined : certutilMissing();
const { origin, ca } = await trusted('--MockServer:DeviceCode=page');
const Form = { 'content-type': 'application/x-www-form-urlencoded' };
const Scope = 'https://graph.microsoft.com/Policy.ReadWrite.TrustFramework https://graph.microsoft.com/TrustFrameworkKeySet.ReadWrite.All';
const back = 'http://localhost:1234/back';

const browser = missing ? undefined : await launchBrowser(ca);
after(() => browser?.close());
const closed = await startClosedServer();
after(() => closed.stop());

describe('the pages of the login service', { skip: missing }, () => {
  const tenant = newTenant();

  let page;
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    // Where the client would listen; what comes there is all that it learns.
    await page.route(`${back}**`, route => route.fulfill({ body: 'back at the client' }));
  });
  afterEach(() => page.context().close());

  const verifier = randomBytes(32).toString('base64url');
  const authorize = (server, client) => `${server}/${tenant}/oauth2/v2.0/authorize?${form({
    client_id: client, response_type: 'code', redirect_uri: back, scope: Scope, state: 'kept', code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  })}`;
  const redeem = code => send(origin, 'POST', `/${tenant}/oauth2/v2.0/token`, Form, form({
    grant_type: 'authorization_code', client_id: 'the-tool', code, redirect_uri: back, scope: Scope, code_verifier: verifier,
  }));
  const press = async name => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForURL(`${back}**`);
    return new URL(page.url()).searchParams;
  };

  it('sign in whom the person picks, with what the person leaves ticked', async () => {
    await page.goto(authorize(origin, 'the-tool'));
    await keepLook(page, 'sign-in');
    await page.getByRole('radio', { name: /policies@/ }).check();
    await page.getByRole('checkbox', { name: 'TrustFrameworkKeySet.ReadWrite.All' }).uncheck();
    const answer = await press('Sign in');

    assert.equal(answer.get('state'), 'kept');
    const { access_token } = (await redeem(answer.get('code'))).json;
    assert.deepEqual(permissions(access_token), ['Policy.ReadWrite.TrustFramework']);
    assert.equal(claims(access_token).upn, `policies@${tenant}`);
    assert.deepEqual(claims(access_token).wids, ['3edaf663-341e-4475-9f94-5c398ef6c070']);
  });

  it('sign in somebody who is not on the list, whoever is chosen there', async () => {
    await page.goto(authorize(origin, 'the-tool'));
    await page.getByRole('textbox', { name: 'Somebody else' }).fill('zoe');

    assert.equal(claims((await redeem((await press('Sign in')).get('code'))).json.access_token).upn, `zoe@${tenant}`);
  });

  it('tell the client that the person went away', async () => {
    await page.goto(authorize(origin, 'the-tool'));
    const answer = await press('Cancel');

    assert.equal(answer.get('error'), 'access_denied');
    assert.equal(answer.get('state'), 'kept');
    assert.match(answer.get('error_description'), /^AADSTS65004: /);
  });

  it('ask again when the password is wrong, and take the right one', async () => {
    await page.goto(authorize(closed.origin, 'public-app'));
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.match(await page.getByRole('alert').innerText(), /^AADSTS50126: /);
    await keepLook(page, 'sign-in-wrong-password');

    await page.getByLabel('Password').fill('right');
    assert.ok((await press('Sign in')).get('code'));
  });

  it('show a request that cannot be answered to the person, and send nobody anywhere', async () => {
    const answer = await page.goto(`${origin}/${tenant}/oauth2/v2.0/authorize?client_id=the-tool&redirect_uri=${encodeURIComponent('javascript:alert(1)')}`);
    await keepLook(page, 'cannot-sign-in');

    assert.equal(answer.status(), 400);
    assert.match(await page.getByRole('alert').innerText(), /^AADSTS50011: /);
  });

  it('let a device in by its code', async () => {
    const device = (await send(origin, 'POST', `/${tenant}/oauth2/v2.0/devicecode`, Form, form({ client_id: 'the-tool', scope: Scope }))).json;
    const poll = () => send(origin, 'POST', `/${tenant}/oauth2/v2.0/token`, Form, form({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: 'the-tool', device_code: device.device_code,
    }));
    assert.equal((await poll()).json.error, 'authorization_pending');

    await page.goto(device.verification_uri);
    await page.getByRole('textbox', { name: 'Code' }).fill('WRONGCODE');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('alert').waitFor();
    await keepLook(page, 'device-wrong-code');
    await page.getByRole('textbox', { name: 'Code' }).fill(device.user_code.toLowerCase());
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await keepLook(page, 'device-approve');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    await keepLook(page, 'device-done');

    assert.equal(claims((await poll()).json.access_token).upn, `admin@${tenant}`);
  });

  it('are not shown to a browser that does not know the CA', async () => {
    const stranger = await launchBrowser();
    try {
      await assert.rejects((await stranger.newPage()).goto(origin), /ERR_CERT_AUTHORITY_INVALID/);
    } finally {
      await stranger.close();
    }
  });
});
