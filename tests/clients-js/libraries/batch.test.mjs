// conventions 4, column of Graph's JavaScript client: the batch requests that it sends, and how it reads the responses.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BatchRequestContent, BatchResponseContent, Client, GraphError } from '@microsoft/microsoft-graph-client';
import { minimalPolicy } from '../policies.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { applicationToken, newTenant } from '../http.mjs';

const { origin } = await getTrustedServer();

const Json = { 'Content-Type': 'application/json' };
const Xml = { 'Content-Type': 'application/xml' };

async function newClient() {
  const tenant = newTenant();
  const token = await applicationToken(origin, tenant);
  const graph = Client.initWithMiddleware({
    authProvider: { getAccessToken: async () => token }, baseUrl: `${origin}/`, defaultVersion: 'beta', customHosts: new Set(['localhost']),
  });
  return { tenant, graph };
}

/** Node requires an absolute address; the client removes the part before the version. */
const request = (path, method = 'GET', headers = undefined, body = undefined) => new Request(`${origin}/beta/trustFramework/${path}`, { method, headers, body });

const step = (id, path, ...more) => ({ id, request: request(path, ...more) });

async function post(graph, steps) {
  const content = await new BatchRequestContent(steps).getContent();
  return { content, answers: new BatchResponseContent(await graph.api('/$batch').post(content)) };
}

describe('batches of the Graph client', () => {
  it('contain the version in each url and lowercase header names', async () => {
    const { graph } = await newClient();

    const { content, answers } = await post(graph, [step('list', 'policies'), step('set', 'keySets', 'POST', Json, '{"id":"Keys"}')]);

    assert.deepEqual(content.requests.map(({ url }) => url), ['/beta/trustFramework/policies', '/beta/trustFramework/keySets']);
    assert.deepEqual(content.requests[1].headers, { 'content-type': 'application/json' });
    assert.equal(content.requests[0].headers, undefined);
    const list = answers.getResponseById('list');
    assert.equal(list.status, 200);
    assert.match(list.headers.get('content-type'), /^application\/json/);
    assert.deepEqual((await list.json()).value, []);
    const set = answers.getResponseById('set');
    assert.equal(set.status, 201);
    assert.equal((await set.json()).id, 'B2C_1A_Keys');
  });

  it('can contain twenty requests', async () => {
    const { graph } = await newClient();

    const { answers } = await post(graph, Array.from({ length: 20 }, (_, number) => step(`${number}`, 'keySets', 'POST', Json, `{"id":"Keys${number}"}`)));

    assert.deepEqual([...answers.getResponses().values()].map(({ status }) => status), Array(20).fill(201));
    assert.equal((await graph.api('/trustFramework/keySets').get()).value.length, 20);
  });

  it('can run in sequence with addDependency', async () => {
    const { graph } = await newClient();
    const content = new BatchRequestContent([
      step('set', 'keySets', 'POST', Json, '{"id":"Keys"}'),
      step('key', 'keySets/B2C_1A_Keys/generateKey', 'POST', Json, '{"use":"sig","kty":"oct"}'),
      step('active', 'keySets/B2C_1A_Keys/getActiveKey'),
    ]);
    content.addDependency('key');
    content.addDependency('active');

    const answers = new BatchResponseContent(await graph.api('/$batch').post(await content.getContent()));

    const [made, active] = [answers.getResponseById('key'), answers.getResponseById('active')];
    assert.deepEqual([made.status, active.status], [200, 200]);
    assert.equal((await active.json()).kid, (await made.json()).kid);
  });

  it('can depend on the first request, and fail when it fails', async () => {
    const { graph } = await newClient();
    const steps = [step('1', 'policies/B2C_1A_none', 'DELETE'), step('2', 'policies'), step('3', 'keySets', 'POST', Json, '{"id":"Keys"}')];
    for (const later of steps.slice(1))
      later.dependsOn = ['1'];

    const { answers } = await post(graph, steps);

    assert.deepEqual(['1', '2', '3'].map(id => answers.getResponseById(id).status), [404, 424, 424]);
    assert.equal((await answers.getResponseById('3').json()).error.code, 'FailedDependency');
    assert.deepEqual((await graph.api('/trustFramework/keySets').get()).value, []);
  });

  it('lose the XML body of a policy, which the service reports', async () => {
    const { tenant, graph } = await newClient();
    const content = await new BatchRequestContent([step('put', 'policies/B2C_1A_Lost/$value', 'PUT', Xml, minimalPolicy(tenant, 'B2C_1A_Lost'))]).getContent();

    assert.equal(content.requests[0].body, undefined, 'the client has dropped it, having no FileReader');
    await assert.rejects(graph.api('/$batch').post(content), error => {
      assert.ok(error instanceof GraphError);
      assert.deepEqual([error.statusCode, error.code, error.message],
        [400, 'BadRequest', 'Write request id : put does not contain Content-Type header or body.']);
      return true;
    });
  });

  it('can contain a base64 policy and return base64', async () => {
    const { tenant, graph } = await newClient();
    const xml = minimalPolicy(tenant, 'B2C_1A_Carried');
    const base64 = JSON.stringify(Buffer.from(xml).toString('base64'));

    const { answers } = await post(graph, [step('put', 'policies/B2C_1A_Carried/$value', 'PUT', Xml, base64)]);

    const put = answers.getResponseById('put');
    assert.deepEqual([put.status, put.headers.get('content-type'), put.headers.get('location')], [201, 'application/xml', '/trustFramework/policies/B2C_1A_Carried/']);
    assert.equal(Buffer.from(await put.text(), 'base64').toString(), xml);
  });

  it('throw a GraphError when the whole batch is refused', async () => {
    const { graph } = await newClient();
    const requests = Array.from({ length: 21 }, (_, number) => ({ id: `${number}`, method: 'GET', url: '/trustFramework/policies' }));

    await assert.rejects(graph.api('/$batch').post({ requests }), error => {
      assert.ok(error instanceof GraphError);
      assert.deepEqual([error.statusCode, error.code, error.message],
        [400, 'MaximumValueExceeded', 'Number of batch request steps exceeds the maximum value of 20.']);
      return true;
    });
  });
});
