// Ends servers with SIGKILL at random moments under mixed load. Every acknowledged write must be there, a write that was in flight must be there as a whole
// or not at all, and the start must need no repair.
//   node bench/crash.mjs SERVER [ROUNDS] [SEED] [--store sqlite|postgresql]
// With sqlite, each round kills the server and starts it again on the same file. With postgresql, two servers share a database, and each round does two
// things in random order: it kills one of the servers, and it kills PostgreSQL, which in every fifth round hangs before. Meanwhile every request must be
// answered or refused within 15 seconds, and when PostgreSQL is there again, both servers must respond without a restart.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Tenant } from './crash-tenant.mjs';
import { createRandom, start } from './harness.mjs';
import { PostgreSqlServer, findPrograms } from './postgresql.mjs';

const { values, positionals: [program, roundsArgument, seedArgument] } = parseArgs({ allowPositionals: true, options: { store: { type: 'string', default: 'sqlite' } } });
const [rounds, seed, firstPort, tenantCount] = [Number(roundsArgument ?? 100), Number(seedArgument ?? 1), 18560, 12];
const random = createRandom(seed);
const [hangInterval, hangTime] = [5, 20_000];
const seconds = milliseconds => `${(milliseconds / 1000).toFixed(1)} s`;

/** Servers on one store, and the load on them. */
class Cluster {
  servers = [];
  requests = { slowest: 0, refused: 0, acknowledged: 0 };
  /** The ports of the servers that do not run. */
  down = new Set();
  /** Whether PostgreSQL does not run, or a server has not noticed yet that it does. */
  hasNoDatabase = false;

  constructor(settings, serverCount) {
    this.settings = settings;
    this.ports = Array.from({ length: serverCount }, (_, i) => firstPort + i);
    this.tenants = Array.from({ length: tenantCount }, (_, i) => new Tenant(i + 1, this, random));
  }

  async startServer(index) {
    this.servers[index] = await start(program, [`--urls=http://127.0.0.1:${this.ports[index]}`, ...this.settings], this.ports[index], '/_mock/health/ready');
    this.down.delete(this.ports[index]);
  }

  async killServer(index) {
    this.down.add(this.ports[index]);
    const exited = once(this.servers[index].child, 'exit');
    this.servers[index].child.kill('SIGKILL');
    await exited;
  }

  /** Writes to all tenants while the action runs. */
  async runUnderLoad(action) {
    const state = { isOver: false };
    const load = Promise.all(this.tenants.map(tenant => tenant.writeUntil(state)));
    const acting = action();
    await Promise.race([acting, load]).catch(() => {});
    state.isOver = true;
    await Promise.all(await Promise.allSettled([acting, load]).then(() => [acting, load]));
  }

  /** Every server must have every acknowledged write. */
  async verify() {
    for (const tenant of this.tenants) await tenant.settle();
    for (const port of this.ports) for (const tenant of this.tenants) await tenant.verify(port);
  }

  stop = () => Promise.all(this.servers.map(server => server?.stop()));
}

async function crashSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const cluster = new Cluster(['--MockServer:Store=sqlite', `--MockServer:StorePath=${join(folder, 'store.db')}`], 1);
  try {
    await cluster.startServer(0);
    for (let round = 0; round < rounds; round++) {
      await cluster.runUnderLoad(async () => {
        await wait(20 + random(400));
        await cluster.killServer(0);
      });
      await cluster.startServer(0);
      await cluster.verify();
    }
    console.log(`${rounds} kills, ${cluster.requests.acknowledged} acknowledged writes, none lost, seed ${seed}.`);
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true });
  }
}

async function crashPostgreSql() {
  if (!findPrograms()) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const database = new PostgreSqlServer(firstPort + 10);
  const cluster = new Cluster(['--MockServer:Store=postgresql', `--MockServer:ConnectionString=${database.connectionString}`, '--MockServer:Control:Open=true'], 2);
  const count = { server: 0, SIGKILL: 0, SIGQUIT: 0, hang: 0 };
  let slowestRecovery = 0;

  async function killServer() {
    const index = random(cluster.ports.length);
    await cluster.killServer(index);
    count.server++;
    await wait(random(500));
    await cluster.startServer(index);
  }

  async function killDatabase(round) {
    const signal = ['SIGKILL', 'SIGQUIT'][random(2)];
    cluster.hasNoDatabase = true;
    if (round % hangInterval === 0) {
      database.signalAll('SIGSTOP');
      count.hang++;
      await wait(hangTime);
      database.signalAll('SIGCONT');
    }
    await database.end(signal);
    count[signal]++;
    await wait(random(3000));
    await database.start();
    const begin = performance.now();
    await Promise.all(cluster.ports.map(port => cluster.tenants[0].waitUntilReadable(port)));
    slowestRecovery = Math.max(slowestRecovery, performance.now() - begin);
    cluster.hasNoDatabase = false;
  }

  try {
    await database.start();
    await Promise.all(cluster.ports.map((_, i) => cluster.startServer(i)));
    for (let round = 0; round < rounds; round++) {
      for (const kill of random(2) ? [killServer, killDatabase] : [killDatabase, killServer]) {
        await cluster.runUnderLoad(async () => {
          await wait(20 + random(400));
          await kill(round);
          await wait(random(200));
        });
        await cluster.verify();
      }
    }
    const { acknowledged, refused, slowest } = cluster.requests;
    console.log(`${count.server} killed servers, ${count.SIGKILL + count.SIGQUIT} killed databases (${count.SIGKILL} SIGKILL, ${count.SIGQUIT} SIGQUIT, ${count.hang} after a hang), `
      + `${acknowledged} acknowledged writes, none lost, ${refused} refused or failed requests, seed ${seed}.`);
    console.log(`Slowest request ${seconds(slowest)}, slowest recovery after the start of PostgreSQL ${seconds(slowestRecovery)}.`);
  } finally {
    await cluster.stop();
    await database.dispose();
  }
}

const stores = { sqlite: crashSqlite, postgresql: crashPostgreSql };
if (!program || !stores[values.store]) throw new Error('Usage: node bench/crash.mjs SERVER [ROUNDS] [SEED] [--store sqlite|postgresql]');
await stores[values.store]();
