// The cost of the journal: requests per second with and without it, over eight open connections. The two servers take turns in each round,
// and the median of the rounds is reported.
//   dotnet build src/TrustFramework.MockServer -c Release && node bench/journal.mjs [PROGRAM]
// Fails when the journal costs more than a tenth.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { median, readProcessStats } from './harness.mjs';

const program = process.argv[2]
  ?? new URL('../artifacts/bin/TrustFramework.MockServer/release/TrustFramework.MockServer', import.meta.url).pathname;
const [rounds, seconds, connections, maxCostPercent] = [9, 2, 8, 10];
const warmUpRequests = 30_000; // until the just-in-time compiler has optimized the server's code

const claims = Array.from({ length: 82 }, (_, i) =>
  `      <ClaimType Id="claim${i}"><DisplayName>Claim number ${i}</DisplayName><DataType>string</DataType></ClaimType>\n`).join('');
const policy = `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
  TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_Bench" PublicPolicyUri="http://contoso.onmicrosoft.com/B2C_1A_Bench">
  <BuildingBlocks>\n    <ClaimsSchema>\n${claims}    </ClaimsSchema>\n  </BuildingBlocks>\n</TrustFrameworkPolicy>`;

const head = method => `${method} /beta/trustFramework/policies/B2C_1A_Bench/$value HTTP/1.1\r\nHost: localhost\r\n`
  + 'Authorization: Bearer Policy.ReadWrite.TrustFramework\r\nUser-Agent: bench\r\nAccept: application/xml\r\n';
const get = Buffer.from(`${head('GET')}\r\n`);
const put = Buffer.from(`${head('PUT')}Content-Type: application/xml\r\nContent-Length: ${policy.length}\r\n\r\n${policy}`);

async function start(port, size) {
  const child = spawn(
    program,
    [`--urls=http://127.0.0.1:${port}`, `--MockServer:JournalSize=${size}`],
    { stdio: 'ignore' });
  const server = { child, port };
  for (let tries = 0; ; tries++) {
    const status = await fetch(`http://127.0.0.1:${port}/_mock/health/ready`).then(response => response.status, () => 0);
    if (status === 200) break;
    if (tries > 500) throw new Error('the server did not start');
    await wait(20);
  }
  const first = await fetch(`http://127.0.0.1:${port}/beta/trustFramework/policies/B2C_1A_Bench/$value`, {
    method: 'PUT', body: policy, headers: { authorization: 'Bearer Policy.ReadWrite.TrustFramework', 'content-type': 'application/xml' },
  });
  if (first.status !== 201) throw new Error(`the policy was not accepted: ${await first.text()}`);
  return server;
}

/** Sends requests one after the other until the time is over and returns their number. It uses a socket because an HTTP client would need more time than the server. */
async function sendUntil(port, request, until) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let [answered, missing] = [0, 0];
  socket.on('data', chunk => {
    if (missing === 0) {
      const text = chunk.latin1Slice(0, 1024);
      const end = text.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(text);
      if (!text.startsWith('HTTP/1.1 200') || end < 0 || !length) throw new Error(`unexpected response: ${text}`);
      missing = end + 4 + Number(length[1]);
    }
    missing -= chunk.length;
    if (missing > 0) return;
    answered++;
    if (performance.now() < until) socket.write(request);
    else socket.end();
  });
  socket.write(request);
  await once(socket, 'close');
  return answered;
}

async function measure({ child, port }, request) {
  const [begun, used] = [performance.now(), readProcessStats(child.pid).processor];
  const answered = (await Promise.all(Array.from({ length: connections }, () => sendUntil(port, request, begun + seconds * 1000)))).reduce((a, b) => a + b);
  return { answered, rate: answered / (performance.now() - begun) * 1000, cpu: (readProcessStats(child.pid).processor - used) / answered * 1e6 };
}

const servers = { on: await start(18491, 1000), off: await start(18492, 0) };
let worst = 0;
try {
  for (const [name, request] of [['GET $value', get], ['PUT $value', put]]) {
    const samples = { on: [], off: [] };
    for (const server of Object.values(servers)) {
      for (let answered = 0; answered < warmUpRequests;) answered += (await measure(server, request)).answered;
    }
    for (let round = 0; round < rounds; round++) {
      for (const which of round % 2 ? ['on', 'off'] : ['off', 'on']) {
        samples[which].push(await measure(servers[which], request));
      }
    }
    const [on, off] = [samples.on, samples.off].map(list => ({ rate: median(list.map(one => one.rate)), cpu: median(list.map(one => one.cpu)) }));
    const cost = (1 - on.rate / off.rate) * 100;
    worst = Math.max(worst, cost);
    console.log(`${name}, ${(policy.length / 1024).toFixed(1)} KiB: ${on.rate.toFixed(0)}/s with the journal, ${off.rate.toFixed(0)}/s without it: ${cost.toFixed(1)} %`
      + ` · processor time per request: ${on.cpu.toFixed(0)} µs and ${off.cpu.toFixed(0)} µs`);
  }
} finally {
  for (const { child } of Object.values(servers)) child.kill();
}
if (worst > maxCostPercent) {
  console.error(`The journal costs more than ${maxCostPercent} %.`);
  process.exitCode = 1;
}
