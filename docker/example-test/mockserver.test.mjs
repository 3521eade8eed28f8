// An example of an integration test of a deployment tool. Needs Node.js 20 or later and no packages.
// The test deletes what it creates, so it can run again against the same server.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';

const server = process.env.MOCKSERVER_URL ?? 'http://localhost:8080';
const tenant = 'contoso.onmicrosoft.com';
const signingKeys = 'B2C_1A_TokenSigningKeyContainer';
const kid = 'aTREvwojOB9ph3fr2r6eTf_5eD5fmQsfsapVMwYI3o';

// Each run uses its own name, so that runs do not affect each other.
const leaf = `B2C_1A_Example_Leaf_${randomUUID().slice(0, 8)}`;

/** The permission name works as the bearer token. */
async function graph(permission, method, path, body, type) {
  const response = await fetch(`${server}/beta/trustFramework/${path}`, {
    method,
    headers: { authorization: `Bearer ${permission}`, ...(type && { 'content-type': type }) },
    body,
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, text, json: isJson ? JSON.parse(text) : undefined };
}

const put = (id, xml, permission = 'Policy.ReadWrite.TrustFramework') =>
  graph(permission, 'PUT', `policies/${id}/$value`, xml, 'application/xml');

const setStatus = status => graph(
  'TrustFrameworkKeySet.ReadWrite.All', 'PATCH', `keySets/${signingKeys}/keys_v2/${kid}`, JSON.stringify({ status }), 'application/json');

const readStatus = async () =>
  (await graph('TrustFrameworkKeySet.ReadWrite.All', 'GET', `keySets/${signingKeys}/keys_v2/${kid}`)).json.status;

const relyingParty = (id, base, claim = 'email') => `<?xml version="1.0" encoding="utf-8"?>
<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06"
                      PolicySchemaVersion="0.3.0.0" TenantId="${tenant}" PolicyId="${id}" PublicPolicyUri="http://${tenant}/${id}">
  <BasePolicy>
    <TenantId>${tenant}</TenantId>
    <PolicyId>${base}</PolicyId>
  </BasePolicy>
  <RelyingParty>
    <DefaultUserJourney ReferenceId="SignUpOrSignIn" />
    <TechnicalProfile Id="PolicyProfile">
      <DisplayName>PolicyProfile</DisplayName>
      <Protocol Name="OpenIdConnect" />
      <OutputClaims>
        <OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />
        <OutputClaim ClaimTypeReferenceId="${claim}" />
      </OutputClaims>
      <SubjectNamingInfo ClaimType="sub" />
    </TechnicalProfile>
  </RelyingParty>
</TrustFrameworkPolicy>
`;

after(() => graph('Policy.ReadWrite.TrustFramework', 'DELETE', `policies/${leaf}`));

test('the seeded policies are listed', async () => {
  const { status, json } = await graph('Policy.Read.All', 'GET', 'policies');

  assert.equal(status, 200);
  const ids = json.value.map(policy => policy.id);
  for (const id of ['B2C_1A_Example_Base', 'B2C_1A_Example_Extensions', 'B2C_1A_Example_SignUpOrSignIn'])
    assert.ok(ids.includes(id), `${id} is not among ${ids}`);
});

test('a new policy is created, then replaced', async () => {
  const first = relyingParty(leaf, 'B2C_1A_Example_Extensions');
  const created = await put(leaf, first);
  assert.equal(created.status, 201, created.text);
  assert.equal(created.text, first);

  const second = relyingParty(leaf, 'B2C_1A_Example_Extensions', 'displayName');
  const replaced = await put(leaf, second);
  assert.equal(replaced.status, 200, replaced.text);

  const stored = await graph('Policy.Read.All', 'GET', `policies/${leaf}/$value`);
  assert.equal(stored.status, 200);
  assert.equal(stored.text, second);
});

test('a policy without its base policy is rejected with the error text of the service', async () => {
  const { status, json } = await put('B2C_1A_Example_Orphan', relyingParty('B2C_1A_Example_Orphan', 'B2C_1A_Example_Missing'));

  assert.equal(status, 400);
  assert.equal(json.error.code, 'AADB2C');
  assert.match(
    json.error.message,
    /^Validation failed: 1 validation error\(s\) found in policy "B2C_1A_EXAMPLE_ORPHAN" of tenant "contoso\.onmicrosoft\.com"\./);
  assert.match(json.error.message, /Policy with 'policyId': B2C_1A_EXAMPLE_MISSING cannot be found in the directory '[0-9a-f-]{36}'\./);
});

test('a key is disabled, then enabled again', async () => {
  try {
    const disabled = await setStatus('disabled');
    assert.equal(disabled.status, 204, disabled.text);
    assert.equal(disabled.text, '');
    assert.equal(await readStatus(), 'disabled');
  } finally {
    const enabled = await setStatus('enabled');
    assert.equal(enabled.status, 204, enabled.text);
  }

  assert.equal(await readStatus(), 'enabled');
});

test('an upload without the permission is rejected', async () => {
  const { status, json } = await put(leaf, relyingParty(leaf, 'B2C_1A_Example_Extensions'), 'Policy.Read.All');

  assert.equal(status, 403);
  assert.equal(json.error.code, 'AADB2C');
  assert.match(json.error.message, /does not have any of the required application permissions \(Policy\.ReadWrite\.TrustFramework\)/);
  assert.ok(json.error.innerError['request-id'], json.error);
});
