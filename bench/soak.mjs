// Ten minutes of as much as the machine gives: all rows of bench/throughput.mjs at once, and lists, control plane, new tenants and resets
// beside them. Memory has to be flat after the first minute, no request may fail, and no descriptor may stay open.
//   node bench/soak.mjs OURS [SECONDS]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { burst, prepare } from './throughput.mjs';
import { call, descriptors, look, startOurs, token, verdict } from './servers.mjs';

const [program, asked] = process.argv.slice(2);
const [length, port, growth, gone] = [Number(asked ?? 600), 18530, 1.1, 6000];
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const server = await startOurs(program, port);

/** What a test suite does beside: a tenant, an upload, a list, the journal, and it is gone again. */
async function comeAndGo(until) {
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
  // Once each, since an assembly that is first needed is opened for good; then until the connections of these calls are gone.
  for (const row of rows) await burst(folder, server, row, { seconds: 1, connections: 8 });
  await comeAndGo(performance.now() + 1000);
  await wait(gone);
  const [idle, before] = [look(server.child.pid).descriptors, descriptors(server.child.pid)];
  const begun = performance.now();
  const until = begun + length * 1000;
  const samples = [];
  const watch = (async () => {
    while (performance.now() < until) {
      samples.push({ at: (performance.now() - begun) / 1000, ...look(server.child.pid) });
      await wait(1000);
    }
  })();
  // In bursts, so that connections come and go as well.
  const load = rows.map(async row => {
    let requests = 0;
    while (performance.now() < until - 1000) {
      const seconds = Math.min(20, Math.max(1, Math.floor((until - performance.now()) / 1000)));
      requests += (await burst(folder, server, row, { seconds, connections: 8 })).rate * seconds;
    }
    return requests;
  });
  const [tests, ...requests] = await Promise.all([comeAndGo(until), ...load, watch]).then(all => all.slice(0, -1));
  await wait(gone);
  const after = look(server.child.pid);
  const peak = (from, to) => Math.max(...samples.filter(({ at }) => at >= from && at < to).map(({ resident }) => resident));
  const [first, last] = [peak(0, Math.min(60, length / 2)), peak(Math.max(length - 60, length / 2), length)];
  console.log(`${length} s of mixed load: ${requests.reduce((a, b) => a + b).toFixed(0)} requests of ${rows.length} kinds and ${tests} tests that came and went, none failed.`);
  console.log(`| resident memory, highest of | MiB |\n|---|---|\n| the first minute | ${first.toFixed(0)} |`);
  for (let minute = 1; minute * 60 < length; minute++) console.log(`| minute ${minute + 1} | ${peak(minute * 60, minute * 60 + 60).toFixed(0)} |`);
  console.log(`\nDescriptors: ${idle} before, ${Math.max(...samples.map(({ descriptors }) => descriptors))} at most, ${after.descriptors} six seconds after.`);
  for (const [kind, count] of descriptors(server.child.pid)) if (count !== before.get(kind)) console.log(`${kind}: ${before.get(kind) ?? 0} before, ${count} after.`);
  verdict([
    ...(last > first * growth ? [`memory grew from ${first.toFixed(0)} to ${last.toFixed(0)} MiB`] : []),
    ...(after.descriptors > idle ? [`${after.descriptors - idle} descriptors stayed open`] : []),
  ]);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}
