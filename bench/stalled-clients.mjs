// Whether stalled clients slow down others: 1,500 connections stop in the middle of the headers, the body or a chunk while one client works.
// Reports the rate of the working client before and during the stall, and after how many seconds the server closed the stalled connections.
//   dotnet build src/TrustFramework.MockServer -c Release && node bench/stalled-clients.mjs [PROGRAM]
// Fails when a request of the working client fails, or when a stalled connection is still open after a minute.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const program = process.argv[2]
  ?? new URL('../artifacts/bin/TrustFramework.MockServer/release/TrustFramework.MockServer', import.meta.url).pathname;
const [connectionsPerKind, timeoutSeconds, port] = [500, 60, 18495];
const origin = `http://127.0.0.1:${port}`;
const bearer = 'Authorization: Bearer Policy.ReadWrite.TrustFramework\r\n';
const kinds = {
  'incomplete headers': `GET /beta/trustFramework/policies HTTP/1.1\r\nHost: localhost\r\n${bearer}`,
  'incomplete body': `PUT /beta/trustFramework/policies/B2C_1A_A/$value HTTP/1.1\r\nHost: localhost\r\n${bearer}Content-Length: 1000\r\n\r\n<half`,
  'incomplete chunk': `POST /beta/$batch HTTP/1.1\r\nHost: localhost\r\n${bearer}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{`,
};

async function measureRate(seconds) {
  const until = performance.now() + seconds * 1000;
  let answered = 0;
  for (; performance.now() < until; answered++) {
    const response = await fetch(`${origin}/beta/trustFramework/policies`, { headers: { authorization: 'Bearer Policy.ReadWrite.TrustFramework' } });
    await response.text();
    if (response.status !== 200) throw new Error(`the working client received ${response.status}`);
  }
  return answered / seconds;
}

const child = spawn(program, [`--urls=${origin}`], { stdio: 'ignore' });
try {
  for (let tries = 0; !(await fetch(`${origin}/_mock/health/ready`).then(response => response.ok, () => false)); tries++) {
    if (tries > 500) throw new Error('the server did not start');
    await wait(20);
  }
  await measureRate(3);
  const before = await measureRate(3);
  const begun = performance.now();
  const stalled = Object.entries(kinds).flatMap(([kind, text]) => Array.from({ length: connectionsPerKind }, () => {
    const socket = connect({ port, host: '127.0.0.1' });
    const connection = { kind, closed: null };
    socket.on('error', () => {}).on('data', () => {}).on('close', () => { connection.closed = (performance.now() - begun) / 1000; });
    socket.write(text);
    return connection;
  }));
  const during = await measureRate(3);
  while (stalled.some(connection => connection.closed === null) && performance.now() - begun < timeoutSeconds * 1000) await measureRate(1);
  console.log(`working client: ${before.toFixed(0)}/s alone, ${during.toFixed(0)}/s with ${stalled.length} stalled connections`);
  for (const kind of Object.keys(kinds)) {
    const ofKind = stalled.filter(connection => connection.kind === kind);
    const open = ofKind.filter(connection => connection.closed === null).length;
    console.log(`${kind}: ${open} of ${ofKind.length} still open; the last was closed after ${Math.max(...ofKind.map(connection => connection.closed ?? 0)).toFixed(1)} s`);
    if (open) process.exitCode = 1;
  }
} finally {
  child.kill();
  await once(child, 'exit');
}
