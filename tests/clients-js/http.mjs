import { randomUUID } from 'node:crypto';
import { request } from 'node:https';

/**
 * Sends one request with exactly these headers, and no others than Host, Connection and the length of the body. A connection of its own
 * for each request, as most of the clients do it.
 */
export async function send(origin, method, path, headers = {}, body = undefined) {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers, agent: false }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part)).on('error', reject).on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const isJson = /^application\/json/.test(answer.headers['content-type'] ?? '');
        resolve({ status: answer.statusCode, headers: answer.headers, text, json: isJson && text ? JSON.parse(text) : undefined });
      });
    }).on('error', reject);
    if (headers['transfer-encoding'] === 'chunked')
      for (const half of [body.slice(0, body.length >> 1), body.slice(body.length >> 1)])
        asked.write(half);
    else if (body !== undefined)
      asked.setHeader('content-length', Buffer.byteLength(body)).write(body);
    asked.end();
  });
}

/** As `send`, and every request carries these headers too. */
export const sender = (origin, always) => (method, path, body, headers = {}) => send(origin, method, path, { ...always, ...headers }, body);

export const form = fields => new URLSearchParams(fields).toString();

/** A token of an application with all permissions, asked for in the plainest way. */
export async function applicationToken(origin, tenant) {
  const answer = await send(origin, 'POST', `/${tenant}/oauth2/v2.0/token`, { 'content-type': 'application/x-www-form-urlencoded' }, form({
    grant_type: 'client_credentials', client_id: randomUUID(), client_secret: 'any', scope: 'https://graph.microsoft.com/.default',
  }));
  if (answer.status !== 200)
    throw new Error(`No token: ${answer.status} ${answer.text}`);
  return answer.json.access_token;
}

/** A tenant that no other test knows, called by its domain. */
export const newTenant = () => `t${randomUUID().slice(0, 13).replaceAll('-', '')}.onmicrosoft.com`;
