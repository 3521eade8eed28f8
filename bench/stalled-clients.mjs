// Whether clients that stall hold up others: 1,500 connections that send half a head, half a body, or never read, while one client works.
// Says how fast the working client is before and meanwhile, and after how many seconds the server has let the stalled ones go.
//   dotnet build src/TrustFramework.MockServer -c Release && node bench/stalled.mjs [PROGRAM]
// Fails when the working client meets an error, or a stalled connection is still open after a minute.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const program = process.argv[2]
  ?? new URL('../artifacts/bin/TrustFramework.MockServer/release/TrustFramework.MockServer', import.meta.url).pathname;
const [each, patience, port] = [500, 60, 18495];
const origin = `http://127.0.0.1:${port}`;
const bearer = 'Authorization: Bearer Policy.ReadWrite.TrustFramework\r\n';
const kinds = {
  'half a head': `GET /beta/trustFramework/policies HTTP/1.1\r\nHost: localhost\r\n${bearer}`,
  'half a body': `PUT /beta/trustFramework/policies/B2C_1A_A/$value HTTP/1.1\r\nHost: localhost\r\n${bearer}Content-Length: 1000\r\n\r\n<half`,
  'half a chunk': `POST /beta/$batch HTTP/1.1\r\nHost: localhost\r\n${bearer}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{`,
};

async function work(seconds) {
  const until = performance.now() + seconds * 1000;
  let answered = 0;
  for (; performance.now() < until; answered++) {
    const answer = await fetch(`${origin}/beta/trustFramework/policies`, { headers: { authorization: 'Bearer Policy.ReadWrite.TrustFramework' } });
    await answer.text();
    if (answer.status !== 200) throw new Error(`the working client got ${answer.status}`);
  }
  return answered / seconds;
}

const child = spawn(program, [`--urls=${origin}`], { stdio: 'ignore' });
try {
  for (let tries = 0; !(await fetch(`${origin}/_mock/health/ready`).then(answer => answer.ok, () => false)); tries++) {
    if (tries > 500) throw new Error('the server does not start');
    await wait(20);
  }
  await work(3);
  const before = await work(3);
  const begun = performance.now();
  const stalled = Object.entries(kinds).flatMap(([kind, text]) => Array.from({ length: each }, () => {
    const socket = connect({ port, host: '127.0.0.1' });
    const one = { kind, closed: null };
    socket.on('error', () => {}).on('data', () => {}).on('close', () => { one.closed = (performance.now() - begun) / 1000; });
    socket.write(text);
    return one;
  }));
  const meanwhile = await work(3);
  while (stalled.some(one => one.closed === null) && performance.now() - begun < patience * 1000) await work(1);
  console.log(`the working client: ${before.toFixed(0)}/s alone, ${meanwhile.toFixed(0)}/s beside ${stalled.length} stalled connections`);
  for (const kind of Object.keys(kinds)) {
    const these = stalled.filter(one => one.kind === kind);
    const open = these.filter(one => one.closed === null).length;
    console.log(`${kind}: ${open} of ${these.length} still open; the last was let go after ${Math.max(...these.map(one => one.closed ?? 0)).toFixed(1)} s`);
    if (open) process.exitCode = 1;
  }
} finally {
  child.kill();
  await once(child, 'exit');
}
