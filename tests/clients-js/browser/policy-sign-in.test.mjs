// docs/sign-in.md: the pages of a policy in Chromium, and msal-browser in a single-page application. The CA is trusted.
import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { PublicClientApplication } from '@azure/msal-node';
import { certutilError, launchBrowser, saveScreenshot } from '../browser.mjs';
import { encodeForm, send } from '../http.mjs';
import { createPolicyTenant, nativeApp, policy, spaApp } from '../policy-tenant.mjs';
import { claims } from '../restricted-server.mjs';
import { freePorts } from '../server.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { singlePageApplication, startSinglePageApplication } from './single-page-application.mjs';

const Form = { 'content-type': 'application/x-www-form-urlencoded' };
const missing = process.env.CI ? undefined : certutilError();
const server = await getTrustedServer();
const browser = missing ? undefined : await launchBrowser(server.ca);
after(() => browser?.close());
const site = await startSinglePageApplication();
after(() => site.close());
const [loopbackPort] = await freePorts(1);
const pages = await createPolicyTenant(server, { redirectUris: [site.backUri, `http://localhost:${loopbackPort}`] });
const singlePage = await createPolicyTenant(server, { spaRedirectUris: site.redirectUris });

let page;
const newPage = async options => { page = await (await browser.newContext(options)).newPage(); };
const closePage = () => page.context().close();
const button = name => page.getByRole('button', { name, exact: true });

describe('the pages of a policy', { skip: missing }, () => {
  const { tenant, scopes, authority } = pages;
  const [scope, redirectUri] = [`openid ${scopes}`, site.backUri];
  const authorize = more => `${authority}/oauth2/v2.0/authorize?${encodeForm({
    client_id: nativeApp, redirect_uri: redirectUri, response_type: 'code', scope, state: 'kept', nonce: 'once', ...more,
  })}`;
  beforeEach(() => newPage());
  afterEach(closePage);

  /** The parameters with which the browser returns to the application. */
  const returned = async () => {
    await page.waitForURL(`${redirectUri}**`);
    return new URL(page.url()).searchParams;
  };
  const redeem = async code => {
    const form = encodeForm({ grant_type: 'authorization_code', client_id: nativeApp, redirect_uri: redirectUri, scope, code });
    const response = await send(server.origin, 'POST', `/${tenant}/${policy}/oauth2/v2.0/token`, Form, form);
    return claims(response.json.id_token);
  };

  it('sign in the selected user with a changed claim', async () => {
    await page.goto(authorize());
    await saveScreenshot(page, 'policy-pick-user');
    await page.getByRole('radio', { name: /John Doe/ }).check();
    await button('Next').click();
    await saveScreenshot(page, 'policy-claims');
    assert.equal(await page.getByRole('textbox', { name: /^city/ }).inputValue(), 'lisbon');
    assert.ok(await page.getByRole('textbox', { name: /^tid/ }).isDisabled());
    await page.getByRole('textbox', { name: /^city/ }).fill('osaka');
    await button('Sign in').click();
    const response = await returned();

    assert.equal(response.get('state'), 'kept');
    const { displayName, city, nonce } = await redeem(response.get('code'));
    assert.deepEqual({ displayName, city, nonce }, { displayName: 'John Doe', city: 'osaka', nonce: 'once' });
  });

  it('show an error for a value that the claim cannot have', async () => {
    await page.goto(authorize());
    await button('Next').click();
    await page.getByRole('textbox', { name: /^newUser/ }).fill('perhaps');
    await button('Sign in').click();
    assert.match(await page.getByRole('alert').innerText(), /'perhaps' is not a value of type boolean for newUser/);
    await saveScreenshot(page, 'policy-claims-wrong-value');
    await page.getByRole('textbox', { name: /^newUser/ }).fill('true');
    await button('Sign in').click();

    assert.equal((await redeem((await returned()).get('code'))).newUser, true);
  });

  it('sign in a user who is not in the list', async () => {
    await page.goto(authorize());
    await page.getByRole('textbox', { name: 'Another user' }).fill('zoe@example.com');
    await button('Next').click();
    await button('Sign in').click();

    assert.equal((await redeem((await returned()).get('code'))).email, 'zoe@example.com');
  });

  it('select the user whom login_hint names', async () => {
    await page.goto(authorize({ login_hint: 'john@example.com' }));

    assert.ok(await page.getByRole('radio', { name: /John Doe/ }).isChecked());
  });

  for (const [name, code] of [['Cancel', 90091], ['Forgot your password?', 90118]]) {
    it(`report "${name}" to the application`, async () => {
      await page.goto(authorize());
      await button(name).click();
      const response = await returned();

      assert.equal(response.get('error'), 'access_denied');
      assert.match(response.get('error_description'), new RegExp(`^AADB2C${code}: `));
    });
  }

  it('post the code to a native application that uses msal-node', async () => {
    const client = new PublicClientApplication({ auth: { clientId: nativeApp, authority, knownAuthorities: [new URL(server.origin).host] } });
    const { idTokenClaims } = await client.acquireTokenInteractive({
      scopes, preferredPort: loopbackPort, successTemplate: 'signed in',
      async openBrowser(address) {
        await page.goto(address);
        await button('Next').click();
        await button('Sign in').click();
        await page.getByText('signed in').waitFor();
      },
    });

    assert.equal(idTokenClaims.displayName, 'Jane Doe');
  });

  it('are not shown during a session, until the user logs out', async () => {
    await page.goto(authorize());
    await button('Next').click();
    await button('Sign in').click();
    await returned();
    await page.goto(authorize());
    const second = (await returned()).get('code');
    assert.equal((await redeem(second)).displayName, 'Jane Doe');

    await page.goto(`${authority}/oauth2/v2.0/logout`);
    await page.getByRole('heading', { name: 'Signed out' }).waitFor();
    await saveScreenshot(page, 'policy-signed-out');
    await page.goto(authorize());
    await button('Next').waitFor();
  });

  it('show an error for a redirect URI that is not registered, and do not redirect', async () => {
    const response = await page.goto(authorize({ redirect_uri: 'http://localhost:1234/other' }));
    await saveScreenshot(page, 'policy-cannot-sign-in');

    assert.equal(response.status(), 400);
    assert.match(await page.getByRole('alert').innerText(), /^AADB2C90006: /);
  });
});

describe('msal-browser with a policy as authority', { skip: missing }, () => {
  const { scopes, authority } = singlePage;
  let application;
  beforeEach(async () => {
    // The application's own certificate is not trusted.
    await newPage({ ignoreHTTPSErrors: true });
    application = singlePageApplication(page);
  });
  afterEach(closePage);

  const open = origin => application.open(origin, { clientId: spaApp, authority, knownAuthority: new URL(server.origin).host });

  async function signIn(origin = site.origin) {
    await open(origin);
    await application.login({ scopes });
    await button('Next').click();
    await button('Sign in').click();
    return application.result();
  }

  it('signs in, and takes tokens from its cache or with the refresh token', async () => {
    const { account, accessToken, idTokenClaims } = await signIn();

    assert.equal(idTokenClaims.displayName, 'Jane Doe');
    assert.equal(account.homeAccountId, `${idTokenClaims.sub}-${policy.toLowerCase()}.${idTokenClaims.tid}`);
    assert.equal(claims(accessToken).scp, 'read');
    assert.equal((await application.acquireToken({ scopes })).accessToken, accessToken);
    for (const attempt of ['first', 'second']) {
      const renewed = await application.acquireToken({ scopes, forceRefresh: true });
      assert.equal(renewed.fromCache, false, attempt);
      assert.equal(renewed.account.homeAccountId, account.homeAccountId, attempt);
    }
  });

  it('signs in in a popup window, and receives the error if the user cancels', async () => {
    await open(site.origin);
    const openPopup = async () => {
      const opened = page.waitForEvent('popup');
      await application.loginInPopup({ scopes });
      return opened;
    };
    const cancelled = await openPopup();
    await cancelled.getByRole('button', { name: 'Cancel', exact: true }).click();
    assert.match(await application.failure(), /AADB2C90091/);

    const popup = await openPopup();
    const closed = popup.waitForEvent('close');
    await popup.getByRole('radio', { name: /John Doe/ }).check();
    await popup.getByRole('button', { name: 'Next', exact: true }).click();
    await popup.getByRole('button', { name: 'Sign in', exact: true }).click();
    const { account, idTokenClaims, accessToken } = await application.result();
    await closed;

    assert.equal(idTokenClaims.displayName, 'John Doe');
    assert.equal(claims(accessToken).scp, 'read');
    assert.deepEqual((await application.accounts()).map(known => known.homeAccountId), [account.homeAccountId]);
    assert.equal(page.url().split('?')[0], `${site.origin}/`);
  });

  it('gets tokens from the session in a hidden frame, if the application has an address of the same site', async () => {
    const { account } = await signIn(site.secureOrigin);

    assert.equal((await application.acquireTokenInFrame({ scopes })).account.homeAccountId, account.homeAccountId);
  });

  it('gets an error in a hidden frame of another site, whose cookies the browser blocks', async () => {
    await signIn(site.origin);

    await assert.rejects(application.acquireTokenInFrame({ scopes }), /interaction_required: AADB2C90077: /);
  });

  it('logs out, and then needs the page again', async () => {
    await signIn();
    await application.logout();

    assert.equal(page.url().split('?')[0], `${site.origin}/`);
    assert.deepEqual(await application.accounts(), []);
    await application.login({ scopes });
    await button('Next').waitFor();
  });

  it('cannot read the metadata from an origin without a registered redirect URI', async () => {
    const messages = [];
    page.on('console', message => messages.push(message.text()));
    await open(site.otherOrigin);
    await application.login({ scopes });

    assert.match(await application.failure(), /^endpoints_resolution_error/);
    assert.ok(messages.some(text => text.includes('blocked by CORS policy')), messages.join('\n'));
  });

  it('cannot sign in with a redirect URI that is not registered, although the tenant has its origin', async () => {
    await open(site.origin);
    await application.login({ scopes, redirectUri: `${site.origin}/other` });

    assert.match(await page.getByRole('alert').innerText(), /^AADB2C90006: /);
  });
});
