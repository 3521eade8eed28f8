// docs/telemetry.md, with a collector that receives what the server sends.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from '../server.mjs';
import { argumentsOf, openPage } from './documentation-page.mjs';

const page = await openPage('docs/telemetry.md');
const Timeout = 30_000;

test('the endpoint receives traces and metrics of a request', async () => {
  const received = { '/v1/traces': '', '/v1/metrics': '' };
  const collector = createServer((request, response) => {
    // Protobuf contains strings unchanged.
    request.setEncoding('latin1').on('data', part => { received[request.url] += part; }).on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  after(() => collector.close());
  await once(collector, 'listening');
  const endpoint = `http://127.0.0.1:${collector.address().port}`;
  const settings = (await argumentsOf(page.take('sh', 'Telemetry'))).map(setting => setting.replace('http://localhost:4318', endpoint));
  const server = await startServer(...settings, '--OTEL_BSP_SCHEDULE_DELAY=100', '--OTEL_METRIC_EXPORT_INTERVAL=200');
  try {
    await fetch(`${server.url}/beta/trustFramework/policies`, { headers: { authorization: 'Bearer Policy.Read.All' } });

    const until = performance.now() + Timeout;
    for (const [path, text] of [['/v1/traces', 'trustframework.outcome'], ['/v1/traces', 'TrustFramework.MockServer'], ['/v1/metrics', 'trustframework.operation']]) {
      while (!received[path].includes(text)) {
        assert.ok(performance.now() < until, `${path} should receive ${text}`);
        await wait(20);
      }
    }
  } finally {
    await server.stop();
  }
});

test('every block is used', () => {
  assert.deepEqual(page.unused(), []);
});
