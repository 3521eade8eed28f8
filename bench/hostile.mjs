// The processor time that a request or a file costs at most. Sends valid but hostile requests, up to the size limits: deep, wide, repeated or expensive
// input. Then runs validate --continue on folders with the same policies. bench/run runs this.
//   dotnet build src/TrustFramework.MockServer -c Release && node bench/hostile.mjs [PROGRAM] [FILTER]
// Requires openssl. Fails when a request needs more than a second of processor time, returns a status of 500 or more, or ends the server,
// and when validate needs more than a second for its start and for each file, more than 500 MB, or fails.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificate, domain, failIfMissed, readProcessStats, runToEnd, startMockServer, token } from './harness.mjs';

const program = process.argv[2]
  ?? new URL('../artifacts/bin/TrustFramework.MockServer/release/TrustFramework.MockServer', import.meta.url).pathname;
const filter = process.argv[3] ?? '';

// Hexadecimal: 1.5 MB, the smallest default of the supported systems. Input must not overflow it.
process.env.DOTNET_Thread_DefaultStackSize ??= '180000';

const [maxSeconds, maxMemory, port] = [1, 500, 18497]; // memory in MB
const size = 1024 * 1024 - 2048; // of a policy; the rest is its root element

// Elements

const repeat = (count, create) => Array.from({ length: count }, (_, i) => create(i)).join('');

/** As many elements as fit into the given number of bytes. */
const fill = (create, bytes = size) => repeat(Math.floor(bytes / create(99999).length), create);
const policy = (id, base, content) => `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" `
  + `TenantId="${domain}" PolicyId="${id}">${base ? `<BasePolicy><TenantId>${domain}</TenantId><PolicyId>${base}</PolicyId></BasePolicy>` : ''}${content}</TrustFrameworkPolicy>`;
const profiles = content => `<ClaimsProviders><ClaimsProvider><DisplayName>p</DisplayName><TechnicalProfiles>${content}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>`;
const profile = (id, content = '') => `<TechnicalProfile Id="${id}"><DisplayName>p</DisplayName><Protocol Name="None"/>${content}</TechnicalProfile>`;
const selfAsserted = (id, content = '') => `<TechnicalProfile Id="${id}"><DisplayName>p</DisplayName><Protocol Name="Proprietary" Handler="SelfAssertedAttributeProvider"/>${content}</TechnicalProfile>`;
const metadata = items => `<Metadata>${items}</Metadata>`;
const claims = ids => `<BuildingBlocks><ClaimsSchema>${ids.map(id => `<ClaimType Id="${id}"><DataType>string</DataType></ClaimType>`).join('')}</ClaimsSchema></BuildingBlocks>`;
const step = (order, profileId) => `<OrchestrationStep Order="${order}" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="e${order}" TechnicalProfileReferenceId="${profileId}"/></ClaimsExchanges></OrchestrationStep>`;
const call = (order, id) => `<OrchestrationStep Order="${order}" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="${id}"/></JourneyList></OrchestrationStep>`;
const journeys = content => `<UserJourneys>${content}</UserJourneys>`;
const journey = (id, steps) => `<UserJourney Id="${id}"><OrchestrationSteps>${steps}</OrchestrationSteps></UserJourney>`;
const subJourney = (id, steps) => `<SubJourney Id="${id}" Type="Call"><OrchestrationSteps>${steps}</OrchestrationSteps></SubJourney>`;
const relyingParty = id => `<RelyingParty><DefaultUserJourney ReferenceId="${id}"/><TechnicalProfile Id="r"><Protocol Name="OpenIdConnect"/></TechnicalProfile></RelyingParty>`;
const contact = name => `<Contacts><Contact Id="c"><DisplayName>${name}</DisplayName><TelephoneNumber/><Email/><Role/></Contact></Contacts>`;
const contentDefinition = (loadUri, recoveryUri) => `<BuildingBlocks><ContentDefinitions><ContentDefinition Id="c"><LoadUri>${loadUri}</LoadUri><RecoveryUri>${recoveryUri}</RecoveryUri></ContentDefinition></ContentDefinitions></BuildingBlocks>`;

/** Different spellings of one id, which are the same id to the server. */
const spelling = i => 'abcdefghijklmnopq'.replaceAll(/./g, (c, at) => (i >> at) & 1 ? c.toUpperCase() : c);

// Requests. A policy is sent as [id, base, content].

const chain = files => files.map((content, i) => [`B2C_1A_${i}`, i > 0 ? `B2C_1A_${i - 1}` : null, content]);
const one = content => [['B2C_1A_0', null, content]];
const request = (method, path, body, type = 'application/json') => ({ method, path, body, type });
const keySet = keys => [request('POST', '/beta/trustFramework/keySets', JSON.stringify({ id: 'a', keys }))];
const upload = (action, body) => [
  request('POST', '/beta/trustFramework/keySets', '{"id":"a"}'),
  request('POST', `/beta/trustFramework/keySets/B2C_1A_a/${action}`, JSON.stringify(body)),
];
const signInPolicies = ['Base', 'Extensions', 'SignUpOrSignIn'].map(name => ({ content: readFileSync(new URL(`../docker/seed/B2C_1A_Example_${name}.xml`, import.meta.url), 'utf8') }));
const signInKeys = ['TokenSigningKeyContainer', 'TokenEncryptionKeyContainer'].map(id => ({ id, keys: [{ use: 'sig', k: 'secret' }] }));
const signIn = (path, fields) => tid => [
  request('PUT', `/_mock/tenants/${tid}/seed`, JSON.stringify({ policies: signInPolicies, keySets: signInKeys })),
  request('POST', `/${tid}/B2C_1A_Example_SignUpOrSignIn/oauth2/v2.0/${path}`, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded'),
];
const form = (path, fields) => [request('POST', `/${domain}/${path}`, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded')];
const snapshot = members => tid => [request('PUT', `/_mock/tenants/${tid}/snapshot`, JSON.stringify({ version: 1, tenant: members }))];

const certificate = createCertificate(290000, 50000);
const [manyIterations, someIterations] = certificate.pfx;
const policies = {
  'include chain through nine files': chain(Array.from({ length: 9 }, (_, file) => profiles(repeat(9000, i => {
    const n = file * 9000 + i;
    return n === 0 ? profile('P0') : `<TechnicalProfile Id="P${n}"><IncludeTechnicalProfile ReferenceId="P${n - 1}"/></TechnicalProfile>`;
  })))),
  'include cycle': one(profiles(repeat(9000, i => `<TechnicalProfile Id="P${i}"><IncludeTechnicalProfile ReferenceId="P${(i + 1) % 9000}"/></TechnicalProfile>`))),
  'many profiles that include a large one': chain([
    profiles(profile('Large', metadata(fill(i => `<Item Key="k${i}">v</Item>`)))),
    profiles(fill(i => `<TechnicalProfile Id="P${i}"><Metadata><Item Key="k">v</Item></Metadata><IncludeTechnicalProfile ReferenceId="Large"/></TechnicalProfile>`)),
  ]),
  'sub-journeys that call one another': one(profiles(profile('P')) + journeys(journey('J', call(1, 'S0')))
    + `<SubJourneys>${fill(i => subJourney(`S${i}`, call(1, `S${i + 1}`)), size - 1000)}</SubJourneys>${relyingParty('J')}`),
  'journeys that call the same sub-journeys': one(profiles(profile('P')) + journeys(fill(i => journey(`J${i}`, call(1, 'S0')), size / 2))
    + `<SubJourneys>${subJourney('S0', fill(i => step(i + 1, 'P'), size / 3))}</SubJourneys>`),
  'metadata of base and leaf': chain([0, 1].map(file => profiles(profile('P', metadata(fill(i => `<Item Key="${file}-${i}"/>`, size - 500)))))),
  'claims of base and leaf': chain([0, 1].map(file => profiles(profile('P', `<OutputClaims>${fill(i => `<OutputClaim ClaimTypeReferenceId="${file}-${i}"/>`, size - 500)}</OutputClaims>`)))),
  'steps of base and leaf': chain([0, 1].map(() => profiles(profile('P')) + journeys(journey('J', fill(i => step(i + 1, 'P'), size - 500))))),
  'enumerations appended by leaf': chain([0, 1].map(() => `<BuildingBlocks><ClaimsSchema><ClaimType Id="c"><DataType>string</DataType><Restriction MergeBehavior="Append">${fill(i => `<Enumeration Text="t" Value="${i}"/>`, size - 500)}</Restriction></ClaimType></ClaimsSchema></BuildingBlocks>`)),
  'spellings of one profile id': one(profiles(fill(i => `<TechnicalProfile Id="${spelling(i)}"><Metadata><Item Key="${i}"/></Metadata></TechnicalProfile>`))),
  'spellings of one journey id': one(profiles(profile('P')) + journeys(fill(i => journey(spelling(i), step(1, 'P').replace('e1', `e${i}`)), size - 500))),
  'spellings of one claim type id': one(`<BuildingBlocks><ClaimsSchema>${fill(i => `<ClaimType Id="${spelling(i)}"><DataType>string</DataType><Restriction MergeBehavior="${i % 2 ? 'Append' : 'Prepend'}"><Enumeration Text="t" Value="${i}"/></Restriction></ClaimType>`)}</ClaimsSchema></BuildingBlocks>`),
  'steps that call a profile with missing claims': one(claims(Array.from({ length: 4000 }, (_, i) => `c${i}`))
    + profiles(profile('P', `<InputClaims>${repeat(4000, i => `<InputClaim ClaimTypeReferenceId="c${i}" Required="true"/>`)}</InputClaims>`))
    + journeys(journey('J', repeat(2500, i => step(i + 1, 'P')))) + relyingParty('J')),
  'steps that call self-asserted profiles': one(profiles(fill(i => selfAsserted(`P${i}`), size * 0.45))
    + journeys(journey('J', repeat(3000, i => step(i + 1, `P${i}`)))) + relyingParty('J')),
  'display claims with the same control': one(claims(['c']).replace('</BuildingBlocks>', `<DisplayControls><DisplayControl Id="d" UserInterfaceControlType="VerificationControl"><OutputClaims>${repeat(4000, () => '<OutputClaim ClaimTypeReferenceId="c"/>')}</OutputClaims>`
    + `<Actions><Action Id="a"><ValidationClaimsExchange>${repeat(4000, () => '<ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="P"/>')}</ValidationClaimsExchange></Action></Actions></DisplayControl></DisplayControls></BuildingBlocks>`)
    + profiles(selfAsserted('P', `<DisplayClaims>${repeat(9000, () => '<DisplayClaim DisplayControlReferenceId="d"/>')}</DisplayClaims>`)) + journeys(journey('J', step(1, 'P'))) + relyingParty('J')),
  'transformation with many inputs': one(claims(['c']).replace('</BuildingBlocks>', `<ClaimsTransformations><ClaimsTransformation Id="t" TransformationMethod="CopyClaim">`
    + `<InputClaims>${repeat(5000, i => `<InputClaim ClaimTypeReferenceId="c" TransformationClaimType="i${i}"/>`)}</InputClaims>`
    + `<OutputClaims>${repeat(5000, () => '<OutputClaim ClaimTypeReferenceId="c" TransformationClaimType="outputClaim"/>')}</OutputClaims></ClaimsTransformation></ClaimsTransformations></BuildingBlocks>`)),
  'profiles in the relying party': one(claims(['c']).replace('<DataType>', `<DefaultPartnerClaimTypes>${repeat(4000, i => `<Protocol Name="None" PartnerClaimType="p${i}"/>`)}</DefaultPartnerClaimTypes><DataType>`).replace(/(<DefaultPartner.*s>)(<DataType>.*?<\/DataType>)/, '$2$1')
    + profiles(profile('P')) + journeys(journey('J', step(1, 'P')))
    + `<RelyingParty><DefaultUserJourney ReferenceId="J"/>${fill(i => `<TechnicalProfile Id="r${i}"><Protocol Name="OpenIdConnect"/><OutputClaims><OutputClaim ClaimTypeReferenceId="c"/></OutputClaims><SubjectNamingInfo ClaimType="x"/></TechnicalProfile>`, size * 0.7)}</RelyingParty>`),
  'providers overridden one by one': chain([
    `<ClaimsProviders><ClaimsProvider><Domains>${fill(i => `<Domain>${i}</Domain>`, size / 2)}</Domains><TechnicalProfiles>${fill(i => `<TechnicalProfile Id="P${i}"/>`, size / 3)}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>`,
    `<ClaimsProviders>${fill(i => `<ClaimsProvider><DisplayName>${i}</DisplayName><TechnicalProfiles><TechnicalProfile Id="P${i}"/></TechnicalProfiles></ClaimsProvider>`)}</ClaimsProviders>`,
  ]),
  'ids of the maximum length': one(profiles(fill(i => profile(`${i}`.padStart(256, 'p'))))),
  'step orders with the same hash': one(profiles(profile('P')) + journeys(journey('J', fill(i => step(Math.min(i * 17519, 2147483647 - i), 'P'), size - 500)))),
  'text between comments': one(contact(fill(() => 'a<!---->'))),
  'text in CDATA sections': one(contact(fill(() => '<![CDATA[a]]>'))),
  'white space between comments': one(contact(fill(() => ' <!---->'))),
  'text between instructions': one(contact(fill(() => 'a<?b?>'))),
  'character references': one(contact(fill(() => '&#97;'))),
  'comments': one(fill(() => '<!---->')),
  'content address': one(contentDefinition('~/a', `https://${'a'.repeat(size)}!|`)),
  'content address with segments': one(contentDefinition('~/a', `https://${'a/'.repeat(size / 2)}|`)),
  'content URN': one(contentDefinition('~/a', `urn:a:${'a:'.repeat(size / 2)} `)),
  'deep elements': one(contentDefinition(`${'<a>'.repeat(size / 7.1)}${'</a>'.repeat(size / 7.1)}`, '~/b')),
  'pattern of a reroute rule': one(`<PolicyConstraints><RerouteRules Type="t"><RerouteRule PolicyId="${'a'.repeat(size - 500)}!"/></RerouteRules></PolicyConstraints>`),
  'regular expressions': one(`<BuildingBlocks><Predicates>${fill(i => `<Predicate Id="p${i}" Method="MatchesRegex"><Parameters><Parameter Id="RegularExpression">(?i)[a-z&#256;-&#65500;]</Parameter></Parameters></Predicate>`)}</Predicates></BuildingBlocks>`),
  'regular expressions of nested groups': one(`<BuildingBlocks><Predicates>${fill(i => `<Predicate Id="p${i}" Method="MatchesRegex"><Parameters><Parameter Id="RegularExpression">${'('.repeat(1900)}a${')*'.repeat(1900)}</Parameter></Parameters></Predicate>`)}</Predicates></BuildingBlocks>`),
  'claim resolvers': one(profiles(profile('P', metadata(fill(i => `<Item Key="${i}">{Context:a${i}}</Item>`, size - 500))))),
  'attributes of one element': one(`<RelyingParty${fill(i => ` a${i}=""`)}/>`),
  'namespaces of one element': one(`<RelyingParty${fill(i => ` xmlns:a${i}="b"`)}/>`),
  'long attribute': one(`<RelyingParty a="${'&lt;'.repeat(size / 4)}"/>`),
  'localized strings': one(`<BuildingBlocks><Localization><LocalizedResources Id="l"><LocalizedStrings>${fill(i => `<LocalizedString ElementType="UxElement" StringId="${i}"/>`, size - 500)}</LocalizedStrings></LocalizedResources></Localization></BuildingBlocks>`),
};
const base = [...Object.entries(policies),
  ['policy id of 64 KB', [[`${'a'.repeat(64 * 1024)}!`, null, '']]],
  ['policy id of 1 MB', [[`${'a'.repeat(size)}!`, null, '']]],
  ['base policy id of 1 MB', [['B2C_1A_0', `${'a'.repeat(size)}!`, '']]],
  ['id of a base policy between comments', [['B2C_1A_0', fill(() => 'a<!---->'), '']]],
  ['PFX with 290,000 iterations', upload('uploadPkcs12', { key: manyIterations, password: 'secret' })],
  ['PFX with 50,000 iterations', upload('uploadPkcs12', { key: someIterations, password: 'secret' })],
  ['certificate blocks without an end', upload('uploadCertificate', { key: '-----BEGIN A-----\n'.repeat(size / 20) })],
  ['certificate chain', upload('uploadCertificate', { key: certificate.pem.repeat(size / certificate.pem.length * 0.9) })],
  ['nested BER', upload('uploadPkcs12', { key: Buffer.from('2480'.repeat(size * 0.35), 'hex').toString('base64'), password: 'secret' })],
  ['exponent of 500 KB', keySet([{ kty: 'RSA', use: 'sig', n: 'A'.repeat(340) + 'B', e: 'B'.repeat(500000) }])],
  ['modulus of 500 KB', keySet([{ kty: 'RSA', use: 'sig', n: 'B'.repeat(500000), e: 'AQAB' }])],
  ['private keys of 16384 bits', keySet(Array.from({ length: 70 }, (_, i) => {
    const number = length => Buffer.alloc(length, i + 129).toString('base64url');
    return { kty: 'RSA', use: 'sig', n: number(2048), e: 'AQAB', d: number(2048), p: number(1024), q: number(1024), dp: number(1024), dq: number(1024), qi: number(1024) };
  }))],
  ['certificates of a JWK', keySet([{ kty: 'RSA', use: 'sig', n: 'B'.repeat(342), e: 'AQAB', x5c: Array.from({ length: 700 }, () => certificate.der) }])],
  ['nested JSON', [request('POST', '/beta/trustFramework/keySets', '['.repeat(size))]],
  ['JSON in single quotes', [request('POST', '/beta/trustFramework/keySets', `{'id':'${'a'.repeat(size)}'}`)]],
  ['JSON with many members', [request('POST', '/beta/trustFramework/keySets', `{${fill(i => `"m${i}":1,`, size - 100)}"id":"a"}`)]],
  ['filter', [request('GET', `/beta/trustFramework/policies?$filter=${encodeURIComponent('not '.repeat(45) + repeat(110, i => `id eq 'a${i}' or `) + "id eq 'b'")}`)]],
  ['filter of identifier URIs', [request('GET', `/v1.0/applications?$filter=${encodeURIComponent(repeat(80, i => `identifierUris/any(c:c eq 'a${i}') or `) + "id eq 'b'")}`)]],
  ['batch of uploads', [request('POST', '/beta/$batch', JSON.stringify({ requests: Array.from({ length: 4 }, (_, i) => ({
    id: `${i}`, method: 'PUT', url: `/trustFramework/policies/B2C_1A_${i}/$value`, headers: { 'Content-Type': 'application/xml' },
    body: Buffer.from(policy(`B2C_1A_${i}`, null, profiles(fill(n => profile(`P${n}`), 700000)))).toString('base64'),
  })) }))]],
  ['scopes', form('oauth2/v2.0/token', { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b', scope: repeat(40000, i => `s${i} `) })],
  ['scopes of a policy', signIn('token', { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b', scope: `${repeat(18000, i => `https://a/${i} `)}https://a/.default` })],
  ['form fields of a policy', signIn('authorize?client_id=a&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fa', {
    decision: 'accept', other_user: 'a', ...Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`claim.f${i}`, 'v'.repeat(200)])), 'claim.displayName': 'v'.repeat(40000) })],
  ['refresh token of a policy', signIn('token', { grant_type: 'refresh_token', client_id: 'a', refresh_token: `eyJhbGciOiJkaXIiLCJraWQiOiJhIn0.${'a'.repeat(200000)}..a.a` })],
  ['client assertion', form('oauth2/v2.0/token', { grant_type: 'client_credentials', client_id: 'a', scope: 'https://graph.microsoft.com/.default',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: 'a.'.repeat(100000) })],
  ['form fields', form('oauth2/v2.0/token', Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}`, 'v'.repeat(200)])))],
  ['redirect URI', ['https://a/ü', 'https://exämple/cb', 'app:ü', 'https://a/b\r\nX: y', 'blob:https://a'].flatMap(address => ['query', 'fragment', 'form_post'].flatMap(mode => [
    request('GET', `/common/oauth2/v2.0/authorize?client_id=a&response_type=code&scope=openid&prompt=none&response_mode=${mode}&redirect_uri=${encodeURIComponent(address)}`),
    request('GET', `/common/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent(address)}`)]))],
  ['snapshot with 2,001 key sets', snapshot({ keySets: Array.from({ length: 2001 }, (_, i) => ({ id: `B2C_1A_${i}`, keys: [] })) })],
  ['snapshot with the keys of two full tenants', snapshot({ keySets: Array.from({ length: 200 }, (_, i) => ({ id: `B2C_1A_${i}`,
    keys: Array.from({ length: 100 }, (_, k) => ({ kid: `k${k}`, kty: 'oct', use: 'sig', status: 'enabled', k: 'AQAB' })) })) })],
  ['seed with 100,000 RSA keys', tid => [request('PUT', `/_mock/tenants/${tid}/seed`, JSON.stringify({ keySets: Array.from({ length: 1000 }, (_, i) => ({ id: `s${i}`,
    keys: Array.from({ length: 100 }, () => ({ kty: 'RSA', use: 'sig' })) })) }))]],
];

const put = ([id, baseId, content]) => request('PUT', `/beta/trustFramework/policies/${id.length > 1000 ? 'B2C_1A_0' : id}/$value`, policy(id, baseId, content), 'application/xml');
const toRequests = (input, tid) => (typeof input === 'function' ? input(tid) : input).map(item => Array.isArray(item) ? put(item) : item);
const views = (input, tid) => ['effective?format=xml', 'effective?format=json', 'graph?format=json', 'graph?format=mermaid']
  .map(view => request('GET', `/_mock/policies/${input.at(-1)[0]}/${view}&tenant=${tid}`));

const missed = [];
console.log('| Input | Requests | Largest body, KB | Last status | Most processor seconds of one request |\n|---|---|---|---|---|');
await run(['--MockServer:Validation=full'], base.map(([name, input]) => [name, tid => toRequests(input, tid)]));
// Without validation the files are stored, so that the views of them can be measured.
await run(['--MockServer:Validation=off'], Object.entries(policies).map(([name, input]) => [`${name}, not validated, and its views`, tid => [...toRequests(input, tid), ...views(input, tid)]]));
console.log('\n| Input of `validate --continue` | Files | KB | Exit code | Processor seconds | Peak memory, MB |\n|---|---|---|---|---|---|');
for (const [name, files] of Object.entries(policies).filter(([name]) => name.includes(filter))) await measureValidate(name, files);
failIfMissed(missed);

async function run(settings, inputs) {
  const server = await startMockServer(program, port, '--MockServer:MaxTenants=1000', '--MockServer:MissingKeys=ignore', ...settings);
  try {
    for (const [name, create] of inputs.filter(([name]) => name.includes(filter))) await measure(server, name, create);
  } finally {
    await server.stop();
  }
}

async function measure(server, name, create) {
  const tid = randomUUID();
  const requests = create(tid);
  let [most, status] = [0, 0];
  for (const { method, path, body, type } of requests) {
    const before = readProcessStats(server.child.pid).processor;
    const response = await fetch(server.origin + path, { method, body, redirect: 'manual', headers: { authorization: `Bearer ${token(tid)}`, 'content-type': type } })
      .catch(error => ({ status: 0, text: () => `${error.cause ?? error}` }));
    const text = await response.text();
    status = response.status;
    if (server.child.exitCode !== null || server.child.signalCode !== null || status === 0) throw new Error(`${name}: the server ended: ${text}`);
    most = Math.max(most, readProcessStats(server.child.pid).processor - before);
    if (status >= 500) missed.push(`${name} returned ${status}`);
  }
  if (most > maxSeconds) missed.push(`${name} needed ${most.toFixed(2)} s`);
  const largest = Math.max(...requests.map(({ body }) => Buffer.byteLength(body ?? '')));
  console.log(`| ${name} | ${requests.length} | ${Math.round(largest / 1024)} | ${status} | ${most.toFixed(2)} |`);
}

async function measureValidate(name, files) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-hostile-'));
  try {
    const texts = files.map(([id, baseId, content]) => policy(id, baseId, content));
    for (const [i, text] of texts.entries()) writeFileSync(join(folder, `${i}.xml`), text);
    const { code, signal, processor, peak } = await runToEnd(program, ['validate', folder, '--continue', '--ignore-keys']);
    if (code !== 0 && code !== 1) missed.push(`validate, ${name}, ended with ${code ?? signal}`);
    if (processor > maxSeconds * (files.length + 1)) missed.push(`validate, ${name}, needed ${processor.toFixed(2)} s`);
    if (peak > maxMemory) missed.push(`validate, ${name}, needed ${peak.toFixed(0)} MB`);
    const length = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    console.log(`| ${name} | ${files.length} | ${Math.round(length / 1024)} | ${code ?? signal} | ${processor.toFixed(2)} | ${peak.toFixed(0)} |`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
