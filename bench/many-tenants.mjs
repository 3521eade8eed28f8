// Compares a server that holds a thousand tenants of two hundred policies with an empty one: the rows of bench/throughput.mjs, both servers
// in turns, medians. bench/run runs this.
//   node bench/many-tenants.mjs SERVER
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, prepare, printRow } from './throughput.mjs';
import { call, domain, failIfMissed, readProcessStats, startMockServer, token } from './harness.mjs';

const [program] = process.argv.slice(2);
const [tenants, policies, minRatio, port] = [1000, 200, 0.85, 18520];

/** Fills a tenant with relying party policies, the kind that real tenants have most of. The texts differ, so tenants share no memory. */
export async function fillTenant(origin, number) {
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

if (import.meta.main ?? process.argv[1] === new URL(import.meta.url).pathname) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const running = [];
  try {
    const maxTenants = `--MockServer:MaxTenants=${tenants + 10}`;
    const [full, empty] = [await startMockServer(program, port, maxTenants), await startMockServer(program, port + 1, maxTenants)];
    running.push(full, empty);
    const before = readProcessStats(full.child.pid).resident;
    let last;
    for (let number = 1; number <= tenants; number += 4) {
      [last] = await Promise.all(Array.from({ length: 4 }, (_, i) => fillTenant(full.origin, number + i)));
    }
    const stored = await (await call(full.origin, { method: 'GET', path: '/beta/trustFramework/policies/$count', headers: { authorization: `Bearer ${token(last)}` } })).text();
    if (stored !== `${policies}`) throw new Error(`a tenant has ${stored} policies`);
    console.log(`${tenants} tenants with ${policies} policies each: ${(readProcessStats(full.child.pid).resident - before).toFixed(0)} MB of additional memory.\n`);
    const rows = { full: await prepare(full.origin), empty: await prepare(empty.origin) };
    console.log('| Request | Full server, requests/s | Empty server | Ratio | At least | Full server, processor µs | Empty server |\n|---|---|---|---|---|---|---|');
    const slower = [];
    for (const [i, row] of rows.full.entries()) {
      // The key ids differ between the servers, and with them the paths.
      const pair = { ...row, minRatio, pathOf: server => (server === full ? row.path : rows.empty[i].path) };
      if (printRow(pair, await compare(folder, pair, full, empty, { rounds: 5, seconds: 3, connections: 16 })) < minRatio) slower.push(row.name);
    }
    failIfMissed(slower);
  } finally {
    await Promise.all(running.map(server => server.stop()));
    rmSync(folder, { recursive: true });
  }
}
