import diagnostics from 'node:diagnostics_channel';

/**
 * What this process really sends, whichever library does it: Node's http(s) module and its fetch report each request.
 * Start one before the library's first call; `requests` then has method, path and headers (names in small letters) of each.
 */
export function recordSent() {
  const requests = [];
  const add = (line, header) => {
    const [method, path] = line.split(' ');
    requests.push({ method, path, headers: Object.fromEntries(header.map(([name, value]) => [name.toLowerCase(), value])) });
  };
  const parse = text => text.split('\r\n').filter(Boolean).map(row => {
    const colon = row.indexOf(':');
    return [row.slice(0, colon), row.slice(colon + 1).trim()];
  });
  const onHttp = ({ request }) => {
    // The header as written; getHeaders() would not have what Node adds itself (the length, or the chunks).
    const [line, ...rows] = request._header.split('\r\n');
    add(line, parse(rows.join('\r\n')));
  };
  const onFetch = ({ request, headers }) => {
    const rows = parse(headers);
    add(`${request.method} ${request.path}`, rows[0]?.[0] === '' || / HTTP\/1/.test(headers.split('\r\n')[0]) ? rows.slice(1) : rows);
  };
  diagnostics.subscribe('http.client.response.finish', onHttp);
  diagnostics.subscribe('undici:client:sendHeaders', onFetch);
  return {
    requests,
    stop() {
      diagnostics.unsubscribe('http.client.response.finish', onHttp);
      diagnostics.unsubscribe('undici:client:sendHeaders', onFetch);
    },
  };
}
