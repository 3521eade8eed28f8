// Debian's Python libraries: msal, azure-identity, requests and urllib.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newTenant } from '../http.mjs';
import { run, skipReason, startInterceptingServer } from './programs.mjs';

const script = name => fileURLToPath(new URL(name, import.meta.url));

describe('Python', { skip: skipReason('python') }, () => {
  let server;
  before(async () => { server = await startInterceptingServer(); });
  after(() => server?.stop());

  const places = {
    'at localhost': () => ({ address: [server.origin], variables: server.local }),
    'by HTTPS_PROXY, under the real names': () => ({ address: [], variables: server.proxied }),
  };
  for (const [place, getPlace] of Object.entries(places)) {
    it(`${place}: msal gets tokens for an application and a user, and requests creates a key set, a key and a policy`, async () => {
      const { address, variables } = getPlace();
      const { stdout } = await run('python', [script('msal-and-requests.py'), newTenant(), ...address], variables);

      assert.equal(stdout, `201 B2C_1A_FromPython
200 4102444800
201
200
[{'id': 'B2C_1A_FromPython'}]
True
[500011]
`);
    });

    it(`${place}: azure-identity gets tokens for an application and a user, and urllib sends requests`, async () => {
      const { address, variables } = getPlace();
      const { stdout } = await run('python', [script('azure-identity-and-urllib.py'), newTenant(), ...address], variables);

      assert.equal(stdout, `201 B2C_1A_FromUrllib
400 AADB2C90073
200 ['B2C_1A_FromUrllib']
`);
    });
  }
});
