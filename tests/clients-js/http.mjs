import { randomUUID } from 'node:crypto';
import { request } from 'node:https';

/**
 * Sends one request with exactly these headers, plus Host, Connection and the length of the body. Each request has its own connection, as
 * with most of the clients.
 */
export async function send(origin, method, path, headers = {}, body = undefined) {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path, headers, agent: false }, response => {
      const parts = [];
      response.on('data', part => parts.push(part)).on('error', reject).on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const isJson = /^application\/json/.test(response.headers['content-type'] ?? '');
        resolve({ status: response.statusCode, headers: response.headers, text, json: isJson && text ? JSON.parse(text) : undefined });
      });
    }).on('error', reject);
    if (headers['transfer-encoding'] === 'chunked')
      for (const half of [body.slice(0, body.length >> 1), body.slice(body.length >> 1)])
        outgoing.write(half);
    else if (body !== undefined)
      outgoing.setHeader('content-length', Buffer.byteLength(body)).write(body);
    outgoing.end();
  });
}

/** Creates a function like `send` that adds these headers to every request. */
export const createSender = (origin, always) => (method, path, body, headers = {}) => send(origin, method, path, { ...always, ...headers }, body);

export const encodeForm = fields => new URLSearchParams(fields).toString();

/** Requests an application token with all permissions. */
export async function applicationToken(origin, tenant) {
  const response = await send(origin, 'POST', `/${tenant}/oauth2/v2.0/token`, { 'content-type': 'application/x-www-form-urlencoded' }, encodeForm({
    grant_type: 'client_credentials', client_id: randomUUID(), client_secret: 'any', scope: 'https://graph.microsoft.com/.default',
  }));
  if (response.status !== 200)
    throw new Error(`No token: ${response.status} ${response.text}`);
  return response.json.access_token;
}

/** The domain of a new tenant that no other test uses. */
export const newTenant = () => `t${randomUUID().slice(0, 13).replaceAll('-', '')}.onmicrosoft.com`;
