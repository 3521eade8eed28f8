// How long a newcomer waits: from starting the built program to its first answer. Median of five, after one warm-up.
//   dotnet build src/TrustFramework.MockServer -c Release && node bench/start.mjs [PROGRAM]
// The first request is a real one: it is authenticated, authorized and answered from the store.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const program = process.argv[2]
  ?? new URL('../artifacts/bin/TrustFramework.MockServer/release/TrustFramework.MockServer', import.meta.url).pathname;
const port = 18473;

const ask = () => new Promise(resolve => {
  const asked = request(
    { port, host: '127.0.0.1', path: '/beta/trustFramework/policies', headers: { authorization: 'Bearer Policy.Read.All' }, agent: false },
    answer => answer.resume().on('end', () => resolve(answer.statusCode)));
  asked.on('error', () => resolve(undefined)).end();
});

async function measure() {
  const started = performance.now();
  const server = spawn(program, [`--urls=http://127.0.0.1:${port}`], { stdio: 'ignore' });
  let status;
  while ((status = await ask()) === undefined) await wait(2);
  const took = performance.now() - started;
  server.kill();
  await once(server, 'exit');
  if (status !== 200) throw new Error(`the first answer was ${status}`);
  return Math.round(took);
}

await measure();
const times = [];
for (let run = 0; run < 5; run++) times.push(await measure());
const median = times.toSorted((a, b) => a - b)[2];
console.log(`start to first answer, ms: ${times.join(' ')} · median ${median}`);
