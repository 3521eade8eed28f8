import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import { generators, Issuer } from 'openid-client';
import { followRedirect, policy, redirectUri } from '../policy-tenant.mjs';
import { recordRequests } from '../request-recorder.mjs';
import { claims } from '../restricted-server.mjs';
import { getTrustedServer } from '../trusted-server.mjs';

const seed = fileURLToPath(new URL('../../../docker/seed', import.meta.url));
await getTrustedServer('--intercept', '--MockServer:SignIn=automatic', `--MockServer:Seed=${seed}`);

const host = 'contoso.b2clogin.com';
const authority = `https://${host}/contoso.onmicrosoft.com/${policy}`;
const clientId = '0f6b1c2d-0000-4000-8000-00000000000a';
const scopes = ['https://contoso.onmicrosoft.com/api/read'];

describe('clients with the configuration for the service', () => {
  it('msal-node signs in and renews the tokens', async () => {
    const client = new PublicClientApplication({ auth: { clientId, authority, knownAuthorities: [host] } });
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const recorder = recordRequests();
    const asked = await client.getAuthCodeUrl({
      scopes, redirectUri, codeChallenge: challenge, codeChallengeMethod: 'S256', loginHint: 'jane@example.com',
    });
    const code = (await followRedirect(asked)).searchParams.get('code');
    const { account, idTokenClaims, accessToken } = await client.acquireTokenByCode({ scopes, redirectUri, code, codeVerifier: verifier });
    const renewed = await client.acquireTokenSilent({ account, scopes, forceRefresh: true });
    recorder.stop();

    assert.deepEqual([...new Set(recorder.requests.map(({ headers }) => headers.host))], [host]);
    const { sub, tid, iss, acr, email } = idTokenClaims;
    assert.deepEqual({ iss, acr, email }, { iss: `https://${host}/${tid}/v2.0/`, acr: policy.toLowerCase(), email: 'jane@example.com' });
    assert.equal(account.environment, host);
    assert.equal(account.homeAccountId, `${sub}-${policy.toLowerCase()}.${tid}`);
    assert.equal(claims(accessToken).scp, 'read');
    assert.equal(renewed.idTokenClaims.sub, sub);
  });

  it('openid-client signs in and verifies the ID token', async () => {
    const issuer = await Issuer.discover(`${authority}/v2.0/.well-known/openid-configuration`);
    const client = new issuer.Client({ client_id: clientId, client_secret: 'any', redirect_uris: [redirectUri] });
    const [nonce, state] = [generators.nonce(), generators.state()];
    const back = await followRedirect(client.authorizationUrl({ scope: 'openid', nonce, state }));
    const tokens = await client.callback(redirectUri, client.callbackParams(back.href), { nonce, state });

    assert.equal(tokens.claims().iss, issuer.metadata.issuer);
    assert.equal(tokens.claims().aud, clientId);
  });

  it('the metadata at each address of a policy name the requested host', async () => {
    const query = `contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration?p=${policy}`;
    const path = `contoso.onmicrosoft.com/${policy}/v2.0/.well-known/openid-configuration`;
    for (const address of [
      `https://${host}/${query}`, `https://${host}/tfp/${path}`, `https://fabrikam.b2clogin.com/${path}`,
      `https://login.microsoftonline.com/te/${path}`,
    ]) {
      const response = await fetch(address);
      assert.equal(response.status, 200, address);
      const { issuer, token_endpoint: tokenEndpoint } = await response.json();
      for (const named of [issuer, tokenEndpoint])
        assert.equal(new URL(named).host, new URL(address).host, address);
    }
  });

  it('the host of policies serves nothing else', async () => {
    for (const path of ['beta/trustFramework/policies', 'contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration', '_mock/tenants'])
      assert.equal((await fetch(`https://${host}/${path}`)).status, 404, path);
  });
});
