import diagnostics from 'node:diagnostics_channel';

/**
 * Records the requests that this process sends through Node's http(s) module or fetch, whichever library sends them. Start it before the
 * library's first call. `requests` then contains method, path and headers of each request, with lowercase header names.
 */
export function recordRequests() {
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
    // The headers as written. getHeaders() lacks those that Node adds (Content-Length, Transfer-Encoding).
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
