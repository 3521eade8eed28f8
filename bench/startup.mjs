// How long a newcomer waits: from starting the built program to its first answer. Median of five, after one warm-up.
//   dotnet build src/TrustFramework.MockServer -c Release && node bench/start.mjs [PROGRAM]
// The first request is a real one: it is authenticated, authorized and answered from the store. Once by HTTP alone, then over HTTPS
// with a CA that has to be made, and with the one of the last start.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createSecureContext } from 'node:tls';

const program = process.argv[2]
  ?? new URL('../artifacts/bin/TrustFramework.MockServer/release/TrustFramework.MockServer', import.meta.url).pathname;
const port = 18473;
const data = mkdtempSync(join(tmpdir(), 'mockserver-start-'));

// Made once: Node would read all the CAs that it knows for each attempt, and take the processor from the server.
const secureContext = createSecureContext({ ca: [] });

const ask = client => new Promise(resolve => {
  const asked = client.request({
    port: client === https ? port + 1 : port, host: '127.0.0.1', path: '/beta/trustFramework/policies',
    headers: { authorization: 'Bearer Policy.Read.All' }, agent: false, rejectUnauthorized: false, secureContext,
  }, answer => answer.resume().on('end', () => resolve(answer.statusCode)));
  asked.on('error', () => resolve(undefined)).end();
});

async function measure(client) {
  const urls = client === https ? `http://127.0.0.1:${port};https://127.0.0.1:${port + 1}` : `http://127.0.0.1:${port}`;
  const started = performance.now();
  const server = spawn(program, [`--urls=${urls}`, `--MockServer:DataFolder=${data}`], { stdio: 'ignore' });
  let status;
  while ((status = await ask(client)) === undefined) await wait(2);
  const took = performance.now() - started;
  server.kill();
  await once(server, 'exit');
  if (status !== 200) throw new Error(`the first answer was ${status}`);
  return Math.round(took);
}

async function report(name, client, before) {
  const times = [];
  for (let run = 0; run < 6; run++) {
    before();
    times.push(await measure(client));
  }
  times.shift();
  console.log(`start to first answer, ms, ${name}: ${times.join(' ')} · median ${times.toSorted((a, b) => a - b)[2]}`);
}

await report('HTTP alone', http, () => {});
await report('HTTPS, CA made', https, () => rmSync(data, { recursive: true, force: true }));
await report('HTTPS, CA kept', https, () => {});
rmSync(data, { recursive: true, force: true });
