// Time from starting the built program to its first response. Median of five starts, after one warm-up.
//   dotnet build src/TrustFramework.MockServer -c Release && node bench/startup.mjs [PROGRAM]
// The first request is authenticated and authorized, and its response comes from the store. Three variants: HTTP only, HTTPS with a new CA,
// and HTTPS with the CA of the previous start.
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

// Created once. Otherwise Node reads its list of CAs for each attempt and slows down the server.
const secureContext = createSecureContext({ ca: [] });

const send = client => new Promise(resolve => {
  const request = client.request({
    port: client === https ? port + 1 : port, host: '127.0.0.1', path: '/beta/trustFramework/policies',
    headers: { authorization: 'Bearer Policy.Read.All' }, agent: false, rejectUnauthorized: false, secureContext,
  }, response => response.resume().on('end', () => resolve(response.statusCode)));
  request.on('error', () => resolve(undefined)).end();
});

async function measure(client) {
  const urls = client === https ? `http://127.0.0.1:${port};https://127.0.0.1:${port + 1}` : `http://127.0.0.1:${port}`;
  const started = performance.now();
  const server = spawn(program, [`--urls=${urls}`, `--MockServer:DataFolder=${data}`], { stdio: 'ignore' });
  let status;
  while ((status = await send(client)) === undefined) await wait(2);
  const elapsed = performance.now() - started;
  server.kill();
  await once(server, 'exit');
  if (status !== 200) throw new Error(`the first response was ${status}`);
  return Math.round(elapsed);
}

async function report(name, client, before) {
  const times = [];
  for (let run = 0; run < 6; run++) {
    before();
    times.push(await measure(client));
  }
  times.shift();
  console.log(`start to first response, ms, ${name}: ${times.join(' ')} · median ${times.toSorted((a, b) => a - b)[2]}`);
}

await report('HTTP only', http, () => {});
await report('HTTPS, new CA', https, () => rmSync(data, { recursive: true, force: true }));
await report('HTTPS, existing CA', https, () => {});
rmSync(data, { recursive: true, force: true });
