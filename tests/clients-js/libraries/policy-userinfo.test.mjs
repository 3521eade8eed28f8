// openid-client reads the user info of a policy that has the endpoint. It verifies that the user is that of the ID token.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generators, Issuer } from 'openid-client';
import { createPolicyTenant, followRedirect, nativeApp, policy, redirectUri } from '../policy-tenant.mjs';
import { getTrustedServer } from '../trusted-server.mjs';

const server = await getTrustedServer('--MockServer:SignIn=automatic');
const endpoints = '<Endpoints><Endpoint Id="UserInfo" UserJourneyReferenceId="UserInfo" /></Endpoints>';
const keys = '<CryptographicKeys><Key Id="issuer_secret" StorageReferenceId="B2C_1A_TokenSigningKeyContainer" /></CryptographicKeys>';
/** Reads the email address from the token, and the other claims from the directory. */
const userInfo = `
  <ClaimsProviders><ClaimsProvider><DisplayName>UserInfo</DisplayName><TechnicalProfiles>
    <TechnicalProfile Id="UserInfoAuthorization"><DisplayName>UserInfo authorization</DisplayName><Protocol Name="None" /><InputTokenFormat>JWT</InputTokenFormat>
      <Metadata><Item Key="issuer">https://contoso.b2clogin.com/00000000-0000-4000-8000-000000000b2c/v2.0/</Item></Metadata>${keys}
      <OutputClaims><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims></TechnicalProfile>
    <TechnicalProfile Id="UserInfoIssuer"><DisplayName>UserInfo</DisplayName><Protocol Name="None" /><OutputTokenFormat>JSON</OutputTokenFormat>${keys}
      <InputClaims><InputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /><InputClaim ClaimTypeReferenceId="displayName" /><InputClaim ClaimTypeReferenceId="email" />
        <InputClaim ClaimTypeReferenceId="city" /></InputClaims></TechnicalProfile>
  </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
  <UserJourneys><UserJourney Id="UserInfo" DefaultCpimIssuerTechnicalProfileReferenceId="UserInfoIssuer">
    <Authorization><AuthorizationTechnicalProfiles><AuthorizationTechnicalProfile ReferenceId="UserInfoAuthorization" /></AuthorizationTechnicalProfiles></Authorization>
    <OrchestrationSteps>
      <OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Read" TechnicalProfileReferenceId="AAD-ReadByEmail" /></ClaimsExchanges></OrchestrationStep>
      <OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="UserInfoIssuer" />
    </OrchestrationSteps></UserJourney></UserJourneys>`;
const { tenant, authority, scopes } = await createPolicyTenant(server, {
  editPolicy: xml => xml.replace(/<DefaultUserJourney [^>]*\/>/, journey => journey + endpoints).replace('<RelyingParty>', `${userInfo}<RelyingParty>`),
});
const issuer = await Issuer.discover(`${authority}/v2.0/.well-known/openid-configuration`);
const client = new issuer.Client({ client_id: nativeApp, redirect_uris: [redirectUri], response_types: ['code'], token_endpoint_auth_method: 'none' });

async function signIn(login_hint) {
  const [verifier, nonce, state] = [generators.codeVerifier(), generators.nonce(), generators.state()];
  const back = await followRedirect(client.authorizationUrl({
    scope: `openid ${scopes}`, nonce, state, login_hint, code_challenge: generators.codeChallenge(verifier), code_challenge_method: 'S256',
  }));
  return client.callback(redirectUri, client.callbackParams(back.href), { code_verifier: verifier, nonce, state, response_type: 'code' });
}

/** A test token of the policy: docs/control-plane.md. */
async function issueToken(more) {
  const body = JSON.stringify({ policy, scope: scopes[0], clientId: nativeApp, origin: server.origin, ...more });
  return (await (await fetch(`${server.url}/_mock/tenants/${tenant}/tokens`, { method: 'POST', body })).json()).access_token;
}

describe('openid-client with a policy that has user info', () => {
  it('discovers the endpoint', () => {
    assert.equal(issuer.metadata.userinfo_endpoint, `${server.origin}/${tenant}/${policy.toLowerCase()}/openid/v2.0/userinfo`);
  });

  it('reads the claims of the user with the access token, by GET and by POST', async () => {
    const tokens = await signIn('john@example.com');
    for (const method of ['GET', 'POST']) {
      const { sub, displayName, email, city, aud, exp } = await client.userinfo(tokens, { method });
      assert.deepEqual({ sub, displayName, email, city, aud, exp }, {
        sub: tokens.claims().sub, displayName: 'John Doe', email: 'john@example.com', city: 'lisbon', aud: undefined, exp: undefined,
      }, method);
    }
  });

  it('rejects the user info of another user', async () => {
    const [jane, john] = [await signIn('jane@example.com'), await signIn('john@example.com')];
    jane.access_token = john.access_token;

    await assert.rejects(client.userinfo(jane), /userinfo sub mismatch/);
  });

  for (const wrong of ['expired', 'issuer', 'signature', 'key']) {
    it(`receives 401 for a token with the defect ${wrong}`, async () => {
      await assert.rejects(client.userinfo(await issueToken({ wrong })), /invalid_token|401/);
      assert.equal((await client.userinfo(await issueToken())).displayName, 'Jane Doe');
    });
  }
});
