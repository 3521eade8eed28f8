// Ten minutes of full load: all rows of bench/throughput.mjs at the same time, together with lists, control plane requests, new tenants and
// resets. Fails when a request fails, when memory grows by more than a tenth after the first minute, or when a file descriptor stays open.
//   node bench/soak.mjs SERVER [SECONDS]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { burst, prepare } from './throughput.mjs';
import { call, countDescriptors, failIfMissed, readProcessStats, startMockServer, token } from './harness.mjs';

const [program, secondsArgument] = process.argv.slice(2);
const [length, port, maxGrowth, settleMilliseconds] = [Number(secondsArgument ?? 600), 18530, 1.1, 6000];
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const server = await startMockServer(program, port);

/** Does what a test suite does: creates a tenant and a key set, lists the key sets, reads the journal and resets the tenant. */
async function runTestLoop(until) {
  let tests = 0;
  for (; performance.now() < until; tests++) {
    const tid = crypto.randomUUID();
    const json = { authorization: `Bearer ${token(tid)}`, 'content-type': 'application/json' };
    await call(server.origin, { method: 'POST', path: '/beta/trustFramework/keySets', headers: json, body: '{"id":"Soak"}' });
    await call(server.origin, { method: 'GET', path: '/beta/trustFramework/keySets', headers: json });
    await call(server.origin, { method: 'GET', path: `/_mock/tenants/${tid}/journal` });
    await call(server.origin, { method: 'POST', path: `/_mock/tenants/${tid}/reset` });
  }
  return tests;
}

try {
  const rows = await prepare(server.origin);
  // One run of each kind opens the files that stay open. Then the connections of these calls have time to close.
  for (const row of rows) await burst(folder, server, row, { seconds: 1, connections: 8 });
  await runTestLoop(performance.now() + 1000);
  await wait(settleMilliseconds);
  const [idle, before] = [readProcessStats(server.child.pid).descriptors, countDescriptors(server.child.pid)];
  const begun = performance.now();
  const until = begun + length * 1000;
  const samples = [];
  const watch = (async () => {
    while (performance.now() < until) {
      samples.push({ at: (performance.now() - begun) / 1000, ...readProcessStats(server.child.pid) });
      await wait(1000);
    }
  })();
  // In bursts, so that connections are opened and closed as well.
  const load = rows.map(async row => {
    let requests = 0;
    while (performance.now() < until - 1000) {
      const seconds = Math.min(20, Math.max(1, Math.floor((until - performance.now()) / 1000)));
      requests += (await burst(folder, server, row, { seconds, connections: 8 })).rate * seconds;
    }
    return requests;
  });
  const [tests, ...requests] = await Promise.all([runTestLoop(until), ...load, watch]).then(all => all.slice(0, -1));
  await wait(settleMilliseconds);
  const after = readProcessStats(server.child.pid);
  const peak = (from, to) => Math.max(...samples.filter(({ at }) => at >= from && at < to).map(({ resident }) => resident));
  const [first, last] = [peak(0, Math.min(60, length / 2)), peak(Math.max(length - 60, length / 2), length)];
  console.log(`${length} s of mixed load: ${requests.reduce((a, b) => a + b).toFixed(0)} requests of ${rows.length} kinds and ${tests} test runs, none failed.`);
  console.log(`| Highest resident memory in | MB |\n|---|---|\n| minute 1 | ${first.toFixed(0)} |`);
  for (let minute = 1; minute * 60 < length; minute++) console.log(`| minute ${minute + 1} | ${peak(minute * 60, minute * 60 + 60).toFixed(0)} |`);
  console.log(`\nFile descriptors: ${idle} before, ${Math.max(...samples.map(({ descriptors }) => descriptors))} at most, ${after.descriptors} six seconds afterwards.`);
  for (const [kind, count] of countDescriptors(server.child.pid)) if (count !== before.get(kind)) console.log(`${kind}: ${before.get(kind) ?? 0} before, ${count} afterwards.`);
  failIfMissed([
    ...(last > first * maxGrowth ? [`memory grew from ${first.toFixed(0)} to ${last.toFixed(0)} MB`] : []),
    ...(after.descriptors > idle ? [`${after.descriptors - idle} file descriptors stayed open`] : []),
  ]);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}
