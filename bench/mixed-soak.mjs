// Mixed hostile load: mutated uploads and seeds, key operations, control plane calls, batches and sign-ins in eight tenants at the same time.
// Fails when a response has a status of 500 or more, when a connection breaks, when the server logs an error, or when memory grows by more than a
// quarter from the first half to the second and beyond 320 MB: below that, the garbage collector has not needed to collect everything. Fails also when
// a kind of request was never accepted, because such a kind tests only its refusal.
//   node bench/mixed-soak.mjs SERVER [SECONDS] [SEED]
// Requires openssl.
// STARTERPACK=FOLDER also mutates the files of Microsoft's starter pack.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { createCertificate, createRandom, failIfMissed, readProcessStats, start, token } from './harness.mjs';

const [program, secondsArgument, seedArgument] = process.argv.slice(2);
const [seconds, seed, port, workers, tenantCount] = [Number(secondsArgument ?? 600), Number(seedArgument ?? 1), 18540, 16, 8];
const [maxGrowth, smallMegabytes] = [1.25, 320];

// Input

const folders = [new URL('../docker/seed', import.meta.url).pathname, ...process.env.STARTERPACK ? [join(process.env.STARTERPACK, 'LocalAccounts')] : []];
const policies = folders.flatMap(folder => readdirSync(folder).filter(name => name.endsWith('.xml'))
  .map(name => readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, '').replaceAll('yourtenant.onmicrosoft.com', 'contoso.onmicrosoft.com')))
  .map(text => ({ text, id: /PolicyId="([^"]*)"/.exec(text)[1] }));
const fragments = ['<', '>', '"', '&', '<a>', '</', '/>', '<!--', ']]>', '<![CDATA[', '<?x ?>', '&#0;', '\0', '\uFFFF', ' Id="x"', 'xmlns=""', '{', '}', '[', ',', ':', '%00', '\ud800'];
const values = [null, true, 0, -1, 1.5, 1e300, '', 'ü', '\ud800', 'B2C_1A_', 'x'.repeat(5000), [], {}, [null], { a: [] }];

const pick = (random, list) => list[random(list.length)];

/** Changes up to three places of a text. Every fourth text stays as it is. */
function mutateText(random, text) {
  for (let i = random(4); i > 0; i--) {
    const at = random(text.length + 1);
    const [lines, line] = [text.split('\n'), random(text.split('\n').length)];
    text = [
      () => text.slice(0, at) + pick(random, fragments) + text.slice(at),
      () => text.slice(0, at) + text.slice(at + random(40)),
      () => lines.toSpliced(line, 1).join('\n'),
      () => lines.toSpliced(line, 0, lines[line]).join('\n'),
      () => lines.toSpliced(line, 2, lines[line + 1] ?? '', lines[line]).join('\n'),
      () => text.replace(pick(random, [/ReferenceId="[^"]*"/, /Order="\d+"/, /Handler="[^"]*"/, /Type="[^"]*"/]), match => match.replace(/"$/, 'X"')),
      () => text.slice(0, at),
    ][random(random(8) === 0 ? 7 : 6)]();
  }
  return text;
}

/** Replaces, removes or adds a member somewhere in a JSON value, or damages its text. */
function mutateJson(random, value) {
  if (random(3) === 0) return JSON.stringify(value);
  if (random(5) === 0) return mutateText(random, JSON.stringify(value));
  const copy = structuredClone(value);
  let parent = copy;
  for (let depth = random(3); depth > 0; depth--) {
    const children = Object.values(parent).filter(child => child !== null && typeof child === 'object' && Object.keys(child).length > 0);
    if (children.length > 0) parent = pick(random, children);
  }
  const name = pick(random, Object.keys(parent));
  if (random(4) === 0) delete parent[name];
  else parent[random(6) === 0 ? `${name}X` : name] = pick(random, values);
  return JSON.stringify(copy);
}

// Requests

const key = { kty: 'RSA', use: 'sig', n: Buffer.alloc(256, 201).toString('base64url'), e: 'AQAB', nbf: 1700000000 };
const oct = { kty: 'oct', use: 'enc', k: 'c2VjcmV0' };
const certificate = createCertificate(2048);
const graph = '/beta/trustFramework';
const policyPath = random => `${graph}/policies/${pick(random, [...policies.map(policy => policy.id), 'B2C_1A_Unknown', "a'b", '%25', 'ü'].map(id => encodeURIComponent(id)))}`;
const keySetPath = random => `${graph}/keySets/B2C_1A_Set${random(6)}`;
const seededKeyPath = `${graph}/keySets/B2C_1A_Seeded/keys_v2/k`; // only a seed sets the id of a key
const create = (weight, build) => ({ weight, build, accepted: 0 });
const json = (method, path, body) => ({ method, path, body, type: 'application/json' });
const operations = [
  create(20, random => {
    const policy = pick(random, policies);
    return { method: 'PUT', path: `${graph}/policies/${encodeURIComponent(policy.id)}/$value`, body: mutateText(random, policy.text), type: 'application/xml' };
  }),
  create(6, random => ({ method: 'POST', path: `${graph}/policies`, body: mutateText(random, pick(random, policies).text), type: 'application/xml' })),
  create(3, random => ({ method: 'DELETE', path: policyPath(random) })),
  create(4, random => ({ method: 'GET', path: policyPath(random) + pick(random, ['', '/$value', '?$select=id', "?$filter=id eq 'a'"]) })),
  create(3, random => ({ method: 'GET', path: `${graph}/policies?${pick(random, ['', '$top=2', '$filter=(((', '$orderby=id desc', "$filter=startswith(id,'B2C')", '$skiptoken=%FF', '$count=true'])}` })),
  create(6, random => json('POST', `${graph}/keySets`, mutateJson(random, { id: `Set${random(6)}`, keys: pick(random, [[key], [oct], []]) }))),
  create(4, random => json(pick(random, ['PUT', 'PATCH']), keySetPath(random), mutateJson(random, { keys: [key] }))),
  create(3, random => json('POST', `${keySetPath(random)}/generateKey`, mutateJson(random, { use: 'sig', kty: 'oct', nbf: 1700000000, exp: 4000000000 }))),
  create(4, random => json('POST', `${keySetPath(random)}/uploadSecret`, mutateJson(random, { use: 'sig', k: 'secret', nbf: 1700000000 }))),
  create(2, random => json('POST', `${keySetPath(random)}/uploadCertificate`, mutateJson(random, { key: certificate.pem }))),
  create(2, random => json('POST', `${keySetPath(random)}/uploadPkcs12`, mutateJson(random, { key: certificate.pfx[0], password: 'secret' }))),
  create(3, random => json('PATCH', seededKeyPath, mutateJson(random, { status: pick(random, ['enabled', 'disabled']) }))),
  create(4, random => ({ method: 'GET', path: keySetPath(random) + pick(random, ['', '/getActiveKey', '/keys_v2', '?$expand=keys_v2', '/keys_v2/$count']) })),
  create(3, random => ({ method: 'DELETE', path: pick(random, [keySetPath(random), seededKeyPath]) })),
  create(3, random => json('POST', '/beta/$batch', mutateJson(random, {
    requests: [
      { id: '1', method: 'GET', url: '/trustFramework/policies' },
      { id: '2', method: 'POST', url: '/trustFramework/keySets', headers: { 'Content-Type': 'application/json' }, body: { id: `Set${random(6)}` } },
      { id: '3', method: 'GET', url: `/trustFramework/keySets/B2C_1A_Set${random(6)}`, dependsOn: ['2'] },
    ],
  }))),
  create(3, (random, tenant) => json('POST', `/_mock/tenants/${tenant}/faults`, mutateJson(random, {
    match: { operation: pick(random, ['P1', 'K2', 'Nothing']), method: 'GET' }, outcome: { kind: pick(random, ['tooManyRequests', 'unauthorized', 'spuriousCreated', 'x']) }, when: { next: 2 },
  }))),
  create(1, (random, tenant) => ({ method: 'DELETE', path: `/_mock/tenants/${tenant}/faults` })),
  create(2, (random, tenant) => json('PUT', `/_mock/tenants/${tenant}/seed`, mutateJson(random, { policies: policies.slice(0, 3).map(policy => ({ content: policy.text })), keySets: [{ id: 'Seeded', keys: [{ ...oct, kid: 'k' }] }] }))),
  create(2, (random, tenant) => json('POST', `/_mock/tenants/${tenant}/reset`, mutateJson(random, { parts: ['state', 'faults', 'clock'] }))),
  create(2, (random, tenant) => json('PUT', `/_mock/tenants/${tenant}/snapshot`, mutateJson(random, { version: 1, tenant: { keySets: [{ id: 'B2C_1A_S', keys: [] }], policies: [{ id: policies[0].id, content: policies[0].text }] } }))),
  create(2, (random, tenant) => ({ method: 'GET', path: `/_mock/tenants/${tenant}/${pick(random, ['snapshot', 'journal?limit=20', 'journal.har', 'permissions', 'faults', 'clock', 'journal?status=x'])}` })),
  create(1, (random, tenant) => json('PUT', `/_mock/tenants/${tenant}/clock`, mutateJson(random, { now: new Date().toISOString() }))),
  create(1, (random, tenant) => json('POST', `/_mock/tenants/${tenant}/clock/${pick(random, ['advance', 'freeze', 'resume'])}`, mutateJson(random, { by: 'PT1H' }))),
  create(2, (random, tenant) => json('POST', `/_mock/tenants/${tenant}/tokens`, mutateJson(random, { kind: 'delegated', user: 'reader', permissions: ['Policy.Read.All'], claims: { a: 1 } }))),
  create(2, (random, tenant) => json('POST', `/_mock/tenants/${tenant}/verify`, mutateJson(random, { expectations: [{ operation: 'P1', method: 'GET', atLeast: 1 }] }))),
  create(2, random => ({ method: 'POST', path: '/_mock/validate', body: mutateText(random, pick(random, policies).text), type: 'application/xml' })),
  create(2, (random, tenant) => ({ method: 'GET', path: `/_mock/policies/${pick(random, policies).id}/${pick(random, ['effective', 'graph'])}?tenant=${tenant}` })),
  create(2, (random, tenant) => ({
    method: 'POST', path: `/${tenant}/oauth2/v2.0/token`, type: 'application/x-www-form-urlencoded',
    body: mutateText(random, 'grant_type=client_credentials&client_id=app&client_secret=s&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default'),
  })),
];
const weighted = operations.flatMap(operation => Array(operation.weight).fill(operation));

// Run

const failures = [];
const logged = [];
const statuses = new Map();
const server = await start(
  program, [`--urls=http://127.0.0.1:${port}`, '--MockServer:MissingKeys=ignore', '--MockServer:JournalSize=100'], port, '/_mock/health/ready', ['ignore', 'pipe', 'inherit']);
let isError = false; // whether the last line that begins with a time is that of an error; the lines after it are the stack trace
createInterface({ input: server.child.stdout }).on('line', line => {
  if (/^\d\d:\d\d:/.test(line)) isError = / ERR /.test(line.slice(0, 20));
  if (isError) logged.push(line);
});
try {
  const tenants = Array.from({ length: tenantCount }, (_, i) => `7a2f4b9e-0000-4000-8000-00000000000${i}`).map(id => ({ id, token: token(id) }));
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const samples = [];
  const watch = (async () => {
    while (performance.now() < until) {
      samples.push({ at: (performance.now() - begun) / 1000, ...readProcessStats(server.child.pid) });
      await wait(250);
    }
  })();
  await Promise.all([watch, ...Array.from({ length: workers }, (_, worker) => work(createRandom(seed * 1000 + worker), tenants, until))]);

  const peak = (from, to) => Math.max(...samples.filter(({ at }) => at >= from && at < to).map(({ resident }) => resident));
  const [first, last] = [peak(0, seconds / 2), peak(seconds / 2, seconds)];
  const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${seconds} s: ${total} requests of ${operations.length} kinds, seed ${seed}.`);
  console.log(`Statuses: ${[...statuses].sort().map(([status, count]) => `${status}: ${count}`).join(', ')}.`);
  console.log(`Highest resident memory in each tenth, MB: ${Array.from({ length: 10 }, (_, i) => peak(i * seconds / 10, (i + 1) * seconds / 10).toFixed(0)).join(', ')}.`);
  if (last > Math.max(first * maxGrowth, smallMegabytes)) failures.push(`memory grew from ${first.toFixed(0)} to ${last.toFixed(0)} MB`);
  for (const { build } of operations.filter(({ accepted }) => accepted === 0)) failures.push(`never accepted: ${build}`);
  if (logged.length > 0) failures.push(`the server logged an error:\n${logged.slice(0, 30).join('\n')}\n`);
  failIfMissed(failures);
} finally {
  await server.stop();
}

async function work(random, tenants, until) {
  while (performance.now() < until && failures.length < 10) {
    const tenant = pick(random, tenants);
    const operation = pick(random, weighted);
    const { method, path, body, type } = operation.build(random, tenant.id);
    const headers = { authorization: `Bearer ${tenant.token}`, ...type && { 'content-type': type } };
    try {
      const response = await fetch(server.origin + path, { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(30_000) });
      const text = await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      if (response.ok) operation.accepted++;
      if (response.status >= 500) failures.push(`${method} ${path} returned ${response.status}: ${text.slice(0, 500)}\n${String(body).slice(0, 2000)}`);
    } catch (error) {
      failures.push(`${method} ${path}: ${error.cause ?? error}\n${String(body).slice(0, 2000)}`);
    }
  }
}
