// Whether a full server is slower than an empty one: the rows of bench/throughput.mjs against a server whose thousand other tenants hold
// two hundred policies each. The two servers in turns; medians. Called by bench/run.
//   node bench/worlds.mjs OURS
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, prepare, tell } from './throughput.mjs';
import { call, domain, look, startOurs, token, verdict } from './servers.mjs';

const [program] = process.argv.slice(2);
const [tenants, policies, least, port] = [1000, 200, 0.85, 18520];

/** A tenant with policies like the relying parties that most tenants have many of. Kept by value: nothing is shared between two. */
async function fill(origin, number) {
  const tid = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const content = id => `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="${domain}" `
    + `PolicyId="${id}" PublicPolicyUri="http://${domain}/${id}">\n  <BasePolicy>\n    <TenantId>${domain}</TenantId>\n    <PolicyId>B2C_1A_0</PolicyId>\n  </BasePolicy>\n`
    + `  <RelyingParty>\n    <DefaultUserJourney ReferenceId="SignUpOrSignIn${number}" />\n    <TechnicalProfile Id="PolicyProfile">\n      <DisplayName>Tenant ${number}</DisplayName>\n`
    + '      <Protocol Name="OpenIdConnect" />\n      <OutputClaims>\n        <OutputClaim ClaimTypeReferenceId="displayName" />\n      </OutputClaims>\n'
    + '      <SubjectNamingInfo ClaimType="sub" />\n    </TechnicalProfile>\n  </RelyingParty>\n</TrustFrameworkPolicy>';
  const path = `/_mock/tenants/${tid}/snapshot`;
  const headers = { 'content-type': 'application/json' };
  const snapshot = await (await call(origin, { method: 'GET', path: `${path}?secrets=true` })).json();
  snapshot.tenant.domain = domain;
  snapshot.tenant.policies = Array.from({ length: policies }, (_, i) => ({ id: `B2C_1A_${i}`, content: content(`B2C_1A_${i}`) }));
  await call(origin, { method: 'PUT', path, headers, body: JSON.stringify(snapshot) });
  return tid;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const running = [];
try {
  const room = `--MockServer:MaxTenants=${tenants + 10}`;
  const [full, empty] = [await startOurs(program, port, room), await startOurs(program, port + 1, room)];
  running.push(full, empty);
  const before = look(full.child.pid).resident;
  let last;
  for (let number = 1; number <= tenants; number += 4) {
    [last] = await Promise.all(Array.from({ length: 4 }, (_, i) => fill(full.origin, number + i)));
  }
  const held = await (await call(full.origin, { method: 'GET', path: '/beta/trustFramework/policies/$count', headers: { authorization: `Bearer ${token(last)}` } })).text();
  if (held !== `${policies}`) throw new Error(`a tenant holds ${held} policies`);
  console.log(`${tenants} tenants with ${policies} policies each: ${(look(full.child.pid).resident - before).toFixed(0)} MiB.\n`);
  const rows = { full: await prepare(full.origin), empty: await prepare(empty.origin) };
  console.log('| row | full, requests/s | empty | ratio | at least | full, processor µs | empty |\n|---|---|---|---|---|---|---|');
  const slower = [];
  for (const [i, row] of rows.full.entries()) {
    // Each server has keys of its own, and so addresses.
    const pair = { ...row, least, pathOf: server => (server === full ? row.path : rows.empty[i].path) };
    if (tell(pair, await compare(folder, pair, full, empty, { rounds: 5, seconds: 3, connections: 16 })) < least) slower.push(row.name);
  }
  verdict(slower);
} finally {
  await Promise.all(running.map(server => server.stop()));
  rmSync(folder, { recursive: true });
}
