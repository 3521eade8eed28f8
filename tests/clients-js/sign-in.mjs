import { encodeForm, send } from './http.mjs';

const Form = { 'content-type': 'application/x-www-form-urlencoded' };

/** The hidden fields and the checked boxes of the page. The caller adds a name, a password and a button. */
function defaultFields(page) {
  const inputs = [...page.matchAll(/<input ([^>]*)>/g)].map(([, attributes]) =>
    Object.fromEntries([...attributes.matchAll(/([a-z]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value ?? true])));
  return inputs.filter(({ type, checked }) => type === 'hidden' || (type === 'checkbox' && checked)).map(({ name, value }) => [name, value]);
}

async function submitForm(origin, path, decision, user, password) {
  const page = await send(origin, 'GET', path);
  if (page.status !== 200)
    throw new Error(`The page returned ${page.status}: ${page.text}`);
  const fields = new URLSearchParams(defaultFields(page.text));
  for (const [name, value] of Object.entries({ user, password, decision }))
    fields.append(name, value);
  return send(origin, 'POST', path, Form, fields.toString());
}

/** Signs in at the authorization endpoint and returns the address to which the page redirects. */
export async function signIn(origin, tenant, parameters, user, password) {
  const path = `/${tenant}/oauth2/v2.0/authorize?${encodeForm({ response_type: 'code', ...parameters })}`;
  const response = await submitForm(origin, path, 'accept', user, password);
  if (response.status !== 302)
    throw new Error(`The page returned ${response.status}: ${response.text}`);
  return new URL(response.headers.location);
}

/** Enters a device code at its page and approves ("accept") or declines ("cancel") it. */
export async function submitDeviceCode(verificationUri, userCode, decision, user, password) {
  const { origin, pathname } = new URL(verificationUri);
  const response = await submitForm(origin, `${pathname}?${encodeForm({ user_code: userCode })}`, decision, user, password);
  if (response.status !== 200 || !response.text.includes('<h1>Done</h1>'))
    throw new Error(`The page returned ${response.status}: ${response.text}`);
}
