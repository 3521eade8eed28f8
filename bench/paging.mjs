// The cost of the first page of a list in a tenant with as many policies and key sets as possible, compared with a tenant that has 100 of each.
// Requests per second over eight open connections. The two tenants take turns, and the median of the rounds is reported.
//   dotnet build src/TrustFramework.MockServer -c Release && node bench/paging.mjs [PROGRAM]
// Fails when the page costs more than twice as much.
import { spawn } from 'node:child_process';
import { Agent, request as send } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { domain, median, token } from './harness.mjs';

const program = process.argv[2]
  ?? new URL('../artifacts/bin/TrustFramework.MockServer/release/TrustFramework.MockServer', import.meta.url).pathname;
const [rounds, seconds, connections, maxRatio, port] = [7, 1, 8, 2, 18494];
const origin = `http://127.0.0.1:${port}`;
const tenants = { few: '00000000-0000-4000-8000-000000000100', many: '00000000-0000-4000-8000-000000010000' };
const counts = { few: { policies: 100, keySets: 100 }, many: { policies: 200, keySets: 1000 } };

async function call(method, path, body, headers = {}) {
  const response = await fetch(origin + path, { method, body, headers });
  if (!response.ok) throw new Error(`${method} ${path} returned ${response.status}: ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

async function fill(tid, count) {
  const json = { authorization: `Bearer ${token(tid)}`, 'content-type': 'application/json' };
  await call('POST', '/beta/trustFramework/keySets', '{"id":"Pattern"}', json);
  await call('POST', '/beta/trustFramework/keySets/B2C_1A_Pattern/generateKey', '{"use":"sig","kty":"oct"}', json);
  const snapshot = await call('GET', `/_mock/tenants/${tid}/snapshot?secrets=true`);
  const [pattern] = snapshot.tenant.keySets;
  const ids = length => Array.from({ length }, (_, i) => `B2C_1A_${String(i).padStart(5, '0')}`);
  snapshot.tenant.keySets = ids(count.keySets).map(id => ({ ...pattern, id }));
  snapshot.tenant.policies = ids(count.policies).map(id => ({
    id,
    content: `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="${domain}" `
      + `PolicyId="${id}" PublicPolicyUri="http://${domain}/${id}" />`,
  }));
  snapshot.tenant.domain = domain;
  await call('PUT', `/_mock/tenants/${tid}/snapshot`, JSON.stringify(snapshot), { 'content-type': 'application/json' });
}

const get = (agent, path, headers) => new Promise((resolve, reject) => send(origin + path, { agent, headers }, response => {
  const parts = [];
  response.on('data', part => parts.push(part))
    .on('end', () => (response.statusCode === 200 ? resolve(Buffer.concat(parts).toString()) : reject(new Error(`${path} returned ${response.statusCode}`))));
}).on('error', reject).end());

/** Milliseconds per request, measured by a client with eight connections. */
async function measure(tid, path, extraHeaders) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { authorization: `Bearer ${token(tid)}`, ...extraHeaders };
  const begun = performance.now();
  const until = begun + seconds * 1000;
  let answered = 0;
  await Promise.all(Array.from({ length: connections }, async () => {
    for (; performance.now() < until; answered++) await get(agent, path, headers);
  }));
  agent.destroy();
  return (performance.now() - begun) / answered;
}

const child = spawn(program, [`--urls=${origin}`], { stdio: 'ignore' });
let worst = 0;
try {
  for (let tries = 0; !(await fetch(`${origin}/_mock/health/ready`).then(response => response.ok, () => false)); tries++) {
    if (tries > 500) throw new Error('the server did not start');
    await wait(20);
  }
  for (const [name, tid] of Object.entries(tenants)) await fill(tid, counts[name]);
  for (const [list, path, extraHeaders, size] of [
    ['policies, $top=20', '/beta/trustFramework/policies?$top=20', {}, 20],
    ['policies, maxpagesize=100', '/beta/trustFramework/policies', { prefer: 'odata.maxpagesize=100' }, 100],
    ['key sets, $top=20', '/beta/trustFramework/keySets?$top=20', {}, 20],
    ['policies, $top=20 and $count', '/beta/trustFramework/policies?$top=20&$count=true', {}, 20],
  ]) {
    const samples = { few: [], many: [] };
    for (const tid of Object.values(tenants)) {
      const page = JSON.parse(await get(undefined, path, { authorization: `Bearer ${token(tid)}`, ...extraHeaders }));
      if (page.value.length !== size) throw new Error(`${list}: ${page.value.length} entities on the page`);
      for (let round = 0; round < 3; round++) await measure(tid, path, extraHeaders);
    }
    for (let round = 0; round < rounds; round++) {
      for (const name of round % 2 ? ['few', 'many'] : ['many', 'few']) samples[name].push(await measure(tenants[name], path, extraHeaders));
    }
    const [few, many] = [median(samples.few), median(samples.many)];
    worst = Math.max(worst, many / few);
    console.log(`${list}: ${(1000 / few).toFixed(0)}/s in the small tenant, ${(1000 / many).toFixed(0)}/s in the large one: ${(many / few).toFixed(2)} times`);
  }
} finally {
  child.kill();
}
if (worst > maxRatio) {
  console.error(`The first page costs more than ${maxRatio} times as much in the large tenant.`);
  process.exitCode = 1;
}
