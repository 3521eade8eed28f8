// Requests per second of the mock server against those of bare Kestrel answering the same bytes: wrk over connections that are kept, the
// two servers in turns, each started more than once, the median of all rounds. Called by bench/run, which publishes both programs.
//   node bench/throughput.mjs OURS BARE [ROW...]
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { call, domain, largePolicy, look, median, record, start, startOurs, token, verdict } from './servers.mjs';

const tid = '00000000-0000-4000-8000-000000000b2c';
const bearer = { authorization: `Bearer ${token(tid)}` };
const xml = { ...bearer, 'content-type': 'application/xml' };
const json = { ...bearer, 'content-type': 'application/json' };
const keySet = '/beta/trustFramework/keySets/B2C_1A_Bench';
const policyPath = '/beta/trustFramework/policies/B2C_1A_Bench/$value';

export const policy = largePolicy();

/** Makes what the rows need, and gives the rows. `least` is what the ratio has to be. */
export async function prepare(origin) {
  await call(origin, { method: 'POST', path: '/beta/trustFramework/keySets', headers: json, body: '{"id":"Bench"}' });
  const made = await call(origin, { method: 'POST', path: `${keySet}/generateKey`, headers: json, body: '{"use":"sig","kty":"RSA"}' });
  const { kid } = await made.json();
  for (const name of policy.text.match(/(?<=StorageReferenceId="B2C_1A_)\w+/g) ?? []) {
    await fetch(`${origin}/beta/trustFramework/keySets`, { method: 'POST', headers: json, body: JSON.stringify({ id: name }) });
    await fetch(`${origin}/beta/trustFramework/keySets/B2C_1A_${name}/generateKey`, { method: 'POST', headers: json, body: '{"use":"sig","kty":"RSA"}' });
  }
  await call(origin, { method: 'PUT', path: policyPath, headers: xml, body: policy.text });
  const size = `${(Buffer.byteLength(policy.text) / 1000).toFixed(0)} KB`;
  return [
    { id: 'get', name: 'GET key set', least: 0.5, method: 'GET', path: keySet, headers: bearer },
    { id: 'patch', name: 'PATCH keys_v2', least: 0.45, method: 'PATCH', path: `${keySet}/keys_v2/${kid}`, headers: json, body: '{"status":"enabled"}' },
    { id: 'value', name: `GET $value, ${size}`, least: 0.8, method: 'GET', path: policyPath, headers: bearer },
    { id: 'put', name: `PUT $value, ${size}, judged`, least: 0.6, method: 'PUT', path: policyPath, headers: xml, body: policy.text, judge: true },
    {
      id: 'token', name: 'token, client credentials', method: 'POST', path: `/${tid}/oauth2/v2.0/token`, headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&client_id=11111111-0000-4000-8000-000000000001&client_secret=s&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default',
    },
  ];
}

const framing = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date']);

export const answerOf = async (origin, row) => {
  const answer = await call(origin, row);
  return {
    method: row.method, path: row.path, status: answer.status, judge: row.judge ?? false, chunked: answer.headers.has('transfer-encoding'), bytes: Buffer.from(await answer.arrayBuffer()),
    headers: Object.fromEntries([...answer.headers].filter(([name]) => !framing.has(name))),
  };
};

const run = promisify(execFile);
const lua = text => `'${[...Buffer.from(text)].map(byte => (byte > 31 && byte < 127 && byte !== 39 && byte !== 92 ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`)).join('')}'`;

/** One burst of wrk; gives the rate, and processor time of the server per request in µs. Anything but success ends the bench. */
export async function burst(folder, server, row, { seconds, connections }) {
  const script = join(folder, `${row.id}-${server.port}.lua`);
  writeFileSync(script, [
    `wrk.method = ${lua(row.method)}`,
    ...Object.entries(row.headers).map(([name, value]) => `wrk.headers[${lua(name)}] = ${lua(value)}`),
    ...(row.body ? [`wrk.body = ${lua(row.body)}`] : []),
    `function done(summary) io.write(string.format('SEEN %d %d %d\\n', summary.requests, summary.duration,
       summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout)) end`,
  ].join('\n'));
  const before = look(server.child.pid);
  const { stdout } = await run('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, server.origin + (row.pathOf?.(server) ?? row.path)]);
  const [, requests, duration, errors] = /SEEN (\d+) (\d+) (\d+)/.exec(stdout).map(Number);
  if (errors > 0) throw new Error(`${row.name}: ${errors} of ${requests} requests failed\n${stdout}`);
  return { rate: requests / duration * 1e6, cost: (look(server.child.pid).processor - before.processor) / requests * 1e6 };
}

/** In seconds, for each row: as long as .NET counts and compiles anew what is asked most. */
const warmUp = 15;

/** A row over both servers in turns; gives all bursts of each. */
export async function compare(folder, row, ours, bare, { rounds, ...how }) {
  const seen = { ours: [], bare: [] };
  for (const server of [ours, bare]) await burst(folder, server, row, { ...how, seconds: warmUp });
  for (let round = 0; round < rounds; round++) {
    for (const which of round % 2 ? ['ours', 'bare'] : ['bare', 'ours']) seen[which].push(await burst(folder, which === 'ours' ? ours : bare, row, how));
  }
  return seen;
}

/** Prints the medians; gives their ratio. */
export function tell(row, seen) {
  const [a, b] = [seen.ours, seen.bare].map(list => ({ rate: median(list.map(one => one.rate)), cost: median(list.map(one => one.cost)) }));
  console.log(`| ${row.name} | ${a.rate.toFixed(0)} | ${b.rate.toFixed(0)} | ${(a.rate / b.rate).toFixed(2)} | ${row.least ?? '–'} | ${a.cost.toFixed(0)} | ${b.cost.toFixed(0)} |`);
  return a.rate / b.rate;
}

/** Both programs, started anew: all rows that are wanted, with their bursts. */
async function meet(folder, oursProgram, bareProgram, wanted, how) {
  const running = [];
  try {
    const ours = await startOurs(oursProgram, 18500);
    running.push(ours);
    const rows = await prepare(ours.origin);
    record(folder, await Promise.all(rows.map(row => answerOf(ours.origin, row))), new URL('../src/TrustFramework.PolicyXml/Schema/TrustFrameworkPolicy.xsd', import.meta.url));
    const bare = await start(bareProgram, ['http://127.0.0.1:18501', folder], 18501, keySet);
    running.push(bare);
    const met = [];
    for (const row of rows.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) met.push({ row, seen: await compare(folder, row, ours, bare, how) });
    return met;
  } finally {
    await Promise.all(running.map(server => server.stop()));
  }
}

if (import.meta.main ?? process.argv[1] === new URL(import.meta.url).pathname) {
  const [oursProgram, bareProgram, ...wanted] = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const how = { rounds: Number(process.env.ROUNDS ?? 3), seconds: Number(process.env.SECONDS ?? 3), connections: 16 };
    // The same program is up to a tenth faster in one process than in the next.
    const meetings = [];
    for (let pair = 0; pair < Number(process.env.PROCESSES ?? 3); pair++) meetings.push(await meet(folder, oursProgram, bareProgram, wanted, how));
    console.log(`Uploads: ${policy.name} for ${domain}.\n`);
    console.log('| row | ours, requests/s | bare Kestrel | ratio | at least | ours, processor µs | bare |\n|---|---|---|---|---|---|---|');
    const missed = meetings[0].filter(({ row }, i) =>
      tell(row, { ours: meetings.flatMap(met => met[i].seen.ours), bare: meetings.flatMap(met => met[i].seen.bare) }) < row.least);
    verdict(missed.map(({ row }) => row.name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
