// Compares the stores in SQLite and in PostgreSQL with the one in memory: requests per second, both servers in turns, medians; and the start with 1,000 tenants of 200
// policies in the file with an empty start, and the memory after every tenant was read.
//   node bench/stores.mjs SERVER
// POSTGRESQL=CONNECTIONSTRING names an empty database on this machine. Without it, PostgreSQL is not measured.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillTenant } from './many-tenants.mjs';
import { compare, prepare, printRow } from './throughput.mjs';
import { call, failIfMissed, median, readProcessStats, startMockServer, token } from './harness.mjs';

const [program] = process.argv.slice(2);
const [port, tenants, cacheMegabytes, starts] = [18540, 1000, 16, 9];
const sqliteBounds = { get: 0.5, put: 0.3 };
const postgreSqlBounds = { get: 0.1, put: 0.1 };
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const store = name => ['--MockServer:Store=sqlite', `--MockServer:StorePath=${join(folder, `${name}.db`)}`, `--MockServer:MaxTenants=${tenants + 10}`, `--MockServer:StoreCache=${cacheMegabytes}`];
const missed = [];

async function compareThroughput(name, settings, bounds) {
  const servers = [];
  try {
    const [stored, memory] = [await startMockServer(program, port, ...settings), await startMockServer(program, port + 1)];
    servers.push(stored, memory);
    const [rows, memoryRows] = [await prepare(stored.origin), await prepare(memory.origin)];
    console.log(`\n| Request | ${name}, requests/s | In memory | Ratio | At least | ${name}, processor µs | In memory |\n|---|---|---|---|---|---|---|`);
    for (const [i, row] of rows.entries()) {
      const shared = { ...row, minRatio: bounds[row.id], pathOf: server => (server === stored ? row : memoryRows[i]).path };
      const ratio = printRow(shared, await compare(folder, shared, stored, memory, { rounds: 3, seconds: 3, connections: 16 }));
      if (ratio < shared.minRatio) missed.push(`${name}: ${row.name}`);
    }
  } finally {
    await Promise.all(servers.map(server => server.stop()));
  }
}

async function measureStart(name) {
  const times = [];
  for (let run = 0; run < starts; run++) {
    const begin = performance.now();
    const server = await startMockServer(program, port, ...store(name));
    times.push(performance.now() - begin);
    await server.stop();
  }
  return median(times);
}

async function compareStarts() {
  let server = await startMockServer(program, port, ...store('full'));
  for (let number = 1; number <= tenants; number += 4) await Promise.all([0, 1, 2, 3].map(i => fillTenant(server.origin, number + i)));
  await server.stop();
  const [empty, full] = [await measureStart('empty'), await measureStart('full')];
  server = await startMockServer(program, port, ...store('full'));
  const before = readProcessStats(server.child.pid).resident;
  for (let number = 1; number <= tenants; number++) {
    const tid = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    await (await call(server.origin, { method: 'GET', path: '/beta/trustFramework/policies', headers: { authorization: `Bearer ${token(tid)}` } })).arrayBuffer();
  }
  const after = readProcessStats(server.child.pid).resident;
  await server.stop();
  console.log(`\nStart until ready, medians of ${starts}: ${empty.toFixed(0)} ms with an empty file, ${full.toFixed(0)} ms with ${tenants} tenants of 200 policies (at most twice).`);
  console.log(`Memory with a cache of ${cacheMegabytes} MB: ${before.toFixed(0)} MB after the start, ${after.toFixed(0)} MB after every tenant was read (at most 250 MB).`);
  if (full > 2 * empty) missed.push('start with a full store');
  if (after > 250) missed.push('memory');
}

try {
  await compareThroughput('SQLite', store('throughput'), sqliteBounds);
  if (process.env.POSTGRESQL) {
    await compareThroughput('PostgreSQL', ['--MockServer:Store=postgresql', `--MockServer:ConnectionString=${process.env.POSTGRESQL}`], postgreSqlBounds);
  }
  await compareStarts();
  failIfMissed(missed);
} finally {
  rmSync(folder, { recursive: true });
}
