import { form, send } from './wire.mjs';

const Form = { 'content-type': 'application/x-www-form-urlencoded' };

/** What the page has ticked or hidden; the person adds who they are and which button they press. */
function ticked(page) {
  const inputs = [...page.matchAll(/<input ([^>]*)>/g)].map(([, attributes]) =>
    Object.fromEntries([...attributes.matchAll(/([a-z]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value ?? true])));
  return inputs.filter(({ type, checked }) => type === 'hidden' || (type === 'checkbox' && checked)).map(({ name, value }) => [name, value]);
}

async function press(origin, path, decision, user, password) {
  const page = await send(origin, 'GET', path);
  if (page.status !== 200)
    throw new Error(`The page answered ${page.status}: ${page.text}`);
  const fields = new URLSearchParams(ticked(page.text));
  for (const [name, value] of Object.entries({ user, password, decision }))
    fields.append(name, value);
  return send(origin, 'POST', path, Form, fields.toString());
}

/** Signs in at the page that the client sends the browser to; resolves to where the page sends it back. */
export async function signIn(origin, tenant, asked, user, password) {
  const path = `/${tenant}/oauth2/v2.0/authorize?${form({ response_type: 'code', ...asked })}`;
  const answer = await press(origin, path, 'accept', user, password);
  if (answer.status !== 302)
    throw new Error(`The page answered ${answer.status}: ${answer.text}`);
  return new URL(answer.headers.location);
}

/** Types a device's code at its page and lets it in ("accept"), or turns it away ("cancel"). */
export async function decide(verificationUri, userCode, decision, user, password) {
  const { origin, pathname } = new URL(verificationUri);
  const answer = await press(origin, `${pathname}?${form({ user_code: userCode })}`, decision, user, password);
  if (answer.status !== 200 || !answer.text.includes('<h1>Done</h1>'))
    throw new Error(`The page answered ${answer.status}: ${answer.text}`);
}
