// Requests per second of the mock server and of the Kestrel baseline, which returns the same bytes. wrk keeps the connections open, the two
// servers take turns, each is started several times, and the median of all rounds is reported. bench/run publishes both programs and runs this.
//   node bench/throughput.mjs SERVER BASELINE [ROW...]
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { call, domain, failIfMissed, largePolicy, median, readProcessStats, start, startMockServer, token, writeRecordedResponses } from './harness.mjs';

const tid = '00000000-0000-4000-8000-000000000b2c';
const bearer = { authorization: `Bearer ${token(tid)}` };
const xml = { ...bearer, 'content-type': 'application/xml' };
const json = { ...bearer, 'content-type': 'application/json' };
const keySet = '/beta/trustFramework/keySets/B2C_1A_Bench';
const policyPath = '/beta/trustFramework/policies/B2C_1A_Bench/$value';

const signInPolicy = 'B2C_1A_Example_SignUpOrSignIn';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

export const policy = largePolicy();

/** Creates the data that the rows need, and returns the rows. `minRatio` is the lowest ratio to the baseline that passes. */
export async function prepare(origin) {
  await call(origin, { method: 'POST', path: '/beta/trustFramework/keySets', headers: json, body: '{"id":"Bench"}' });
  const created = await call(origin, { method: 'POST', path: `${keySet}/generateKey`, headers: json, body: '{"use":"sig","kty":"RSA"}' });
  const { kid } = await created.json();
  for (const name of policy.text.match(/(?<=StorageReferenceId="B2C_1A_)\w+/g) ?? []) {
    await fetch(`${origin}/beta/trustFramework/keySets`, { method: 'POST', headers: json, body: JSON.stringify({ id: name }) });
    await fetch(`${origin}/beta/trustFramework/keySets/B2C_1A_${name}/generateKey`, { method: 'POST', headers: json, body: '{"use":"sig","kty":"RSA"}' });
  }
  await call(origin, { method: 'PUT', path: policyPath, headers: xml, body: policy.text });
  for (const name of ['TokenSigningKeyContainer', 'TokenEncryptionKeyContainer']) {
    const created = await fetch(`${origin}/beta/trustFramework/keySets`, { method: 'POST', headers: json, body: JSON.stringify({ id: name }) });
    if (created.ok) await call(origin, { method: 'POST', path: `/beta/trustFramework/keySets/B2C_1A_${name}/generateKey`, headers: json, body: '{"use":"sig","kty":"RSA"}' });
  }
  for (const id of ['B2C_1A_Example_Base', 'B2C_1A_Example_Extensions', signInPolicy]) {
    const body = readFileSync(new URL(`../docker/seed/${id}.xml`, import.meta.url), 'utf8').replaceAll('contoso.onmicrosoft.com', domain);
    await call(origin, { method: 'PUT', path: `/beta/trustFramework/policies/${id}/$value`, headers: xml, body });
  }
  const size = `${(Buffer.byteLength(policy.text) / 1000).toFixed(0)} KB`;
  return [
    { id: 'get', name: 'GET key set', minRatio: 0.22, method: 'GET', path: keySet, headers: bearer },
    { id: 'patch', name: 'PATCH keys_v2', minRatio: 0.22, method: 'PATCH', path: `${keySet}/keys_v2/${kid}`, headers: json, body: '{"status":"enabled"}' },
    { id: 'value', name: `GET $value, ${size}`, minRatio: 0.5, method: 'GET', path: policyPath, headers: bearer },
    { id: 'put', name: `PUT $value, ${size}, validated`, minRatio: 0.45, method: 'PUT', path: policyPath, headers: xml, body: policy.text, validate: true },
    {
      id: 'token', name: 'token, client credentials', method: 'POST', path: `/${tid}/oauth2/v2.0/token`, headers: form,
      body: 'grant_type=client_credentials&client_id=11111111-0000-4000-8000-000000000001&client_secret=s&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default',
    },
    { id: 'metadata', name: 'GET metadata of a policy', minRatio: 0.22, method: 'GET', path: `/${tid}/${signInPolicy}/v2.0/.well-known/openid-configuration`, headers: {} },
    { id: 'keys', name: 'GET keys of a policy', minRatio: 0.22, method: 'GET', path: `/${tid}/${signInPolicy}/discovery/v2.0/keys`, headers: {} },
    {
      id: 'policy-token', name: 'token of a policy, one signature', method: 'POST', path: `/${tid}/${signInPolicy}/oauth2/v2.0/token`, headers: form,
      body: 'grant_type=client_credentials&client_id=app&client_secret=s&scope=https%3A%2F%2Fcontoso.com%2Fapi%2F.default',
    },
  ];
}

const framing = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date']);

export const recordResponse = async (origin, row) => {
  const response = await call(origin, row);
  return {
    method: row.method, path: row.path, status: response.status, validate: row.validate ?? false,
    chunked: response.headers.has('transfer-encoding'), bytes: Buffer.from(await response.arrayBuffer()),
    headers: Object.fromEntries([...response.headers].filter(([name]) => !framing.has(name))),
  };
};

const execute = promisify(execFile);
const luaString = text => `'${[...Buffer.from(text)].map(byte => (byte > 31 && byte < 127 && byte !== 39 && byte !== 92 ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`)).join('')}'`;

/** Runs wrk once. Returns the rate and the server's processor time per request in µs. Any failed request ends the benchmark. */
export async function burst(folder, server, row, { seconds, connections }) {
  const script = join(folder, `${row.id}-${server.port}.lua`);
  writeFileSync(script, [
    `wrk.method = ${luaString(row.method)}`,
    ...Object.entries(row.headers).map(([name, value]) => `wrk.headers[${luaString(name)}] = ${luaString(value)}`),
    ...(row.body ? [`wrk.body = ${luaString(row.body)}`] : []),
    `function done(summary) io.write(string.format('RESULT %d %d %d\\n', summary.requests, summary.duration,
       summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout)) end`,
  ].join('\n'));
  const before = readProcessStats(server.child.pid);
  const { stdout } = await execute('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, server.origin + (row.pathOf?.(server) ?? row.path)]);
  const [, requests, duration, errors] = /RESULT (\d+) (\d+) (\d+)/.exec(stdout).map(Number);
  if (errors > 0) throw new Error(`${row.name}: ${errors} of ${requests} requests failed\n${stdout}`);
  return { rate: requests / duration * 1e6, cost: (readProcessStats(server.child.pid).processor - before.processor) / requests * 1e6 };
}

/** Seconds of load before each row is measured: connections, caches and the heap reach a steady state. */
const warmUp = 5;

/** Measures one row on both servers, which take turns. Returns all samples of each. */
export async function compare(folder, row, server, baseline, { rounds, ...load }) {
  const servers = { server, baseline };
  const samples = { server: [], baseline: [] };
  for (const one of Object.values(servers)) await burst(folder, one, row, { ...load, seconds: warmUp });
  for (let round = 0; round < rounds; round++) {
    for (const which of round % 2 ? ['server', 'baseline'] : ['baseline', 'server']) samples[which].push(await burst(folder, servers[which], row, load));
  }
  return samples;
}

/** Prints the medians and returns their ratio. */
export function printRow(row, samples) {
  const [a, b] = [samples.server, samples.baseline].map(list => ({ rate: median(list.map(one => one.rate)), cost: median(list.map(one => one.cost)) }));
  console.log(`| ${row.name} | ${a.rate.toFixed(0)} | ${b.rate.toFixed(0)} | ${(a.rate / b.rate).toFixed(2)} | ${row.minRatio ?? '–'} | ${a.cost.toFixed(0)} | ${b.cost.toFixed(0)} |`);
  return a.rate / b.rate;
}

/** Starts both programs and measures the selected rows. */
async function comparePrograms(folder, serverProgram, baselineProgram, selected, load) {
  const running = [];
  try {
    const server = await startMockServer(serverProgram, 18500);
    running.push(server);
    const rows = await prepare(server.origin);
    const responses = await Promise.all(rows.map(row => recordResponse(server.origin, row)));
    writeRecordedResponses(folder, responses, new URL('../src/TrustFramework.PolicyXml/Schema/TrustFrameworkPolicy.xsd', import.meta.url));
    const baseline = await start(baselineProgram, ['http://127.0.0.1:18501', folder], 18501, keySet);
    running.push(baseline);
    const results = [];
    for (const row of rows.filter(({ id }) => selected.length === 0 || selected.includes(id)))
      results.push({ row, samples: await compare(folder, row, server, baseline, load) });
    return results;
  } finally {
    await Promise.all(running.map(program => program.stop()));
  }
}

if (import.meta.main ?? process.argv[1] === new URL(import.meta.url).pathname) {
  const [serverProgram, baselineProgram, ...selected] = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const load = { rounds: Number(process.env.ROUNDS ?? 3), seconds: Number(process.env.SECONDS ?? 3), connections: 16 };
    // Two processes of the same program differ by up to a tenth.
    const runs = [];
    for (let pair = 0; pair < Number(process.env.PROCESSES ?? 3); pair++) runs.push(await comparePrograms(folder, serverProgram, baselineProgram, selected, load));
    console.log(`Uploaded policy: ${policy.name}, tenant ${domain}.\n`);
    console.log('| Request | Mock server, requests/s | Baseline | Ratio | At least | Mock server, processor µs | Baseline |\n|---|---|---|---|---|---|---|');
    const missed = runs[0].filter(({ row }, i) =>
      printRow(row, { server: runs.flatMap(run => run[i].samples.server), baseline: runs.flatMap(run => run[i].samples.baseline) }) < row.minRatio);
    failIfMissed(missed.map(({ row }) => row.name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
