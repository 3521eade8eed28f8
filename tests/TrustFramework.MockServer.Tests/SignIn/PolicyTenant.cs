using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Tests.Control;

namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>A tenant with the example policies, keys, a user and three applications, and a browser that signs in to it. Redirects are not followed.</summary>
internal sealed class PolicyTenant
{
    public const string Policy = "B2C_1A_Example_SignUpOrSignIn";
    public const string SigningKeys = "B2C_1A_TokenSigningKeyContainer";
    public const string Web = "11111111-0000-4000-8000-000000000001";
    public const string Spa = "11111111-0000-4000-8000-000000000002";
    public const string Api = "11111111-0000-4000-8000-000000000003";
    public const string WebRedirect = "https://localhost:5001/signin-oidc";
    public const string SpaRedirect = "http://localhost:3000/";
    public const string Verifier = "0123456789-0123456789-0123456789-0123456789";

    private const string Applications = $$"""
        "applications": [
          { "appId": "{{Web}}", "displayName": "Web", "web": { "redirectUris": ["{{WebRedirect}}"], "logoutUrl": "https://localhost:5001/signed-out",
            "implicitGrantSettings": { "enableIdTokenIssuance": true, "enableAccessTokenIssuance": true } } },
          { "appId": "{{Spa}}", "displayName": "Spa", "spa": { "redirectUris": ["{{SpaRedirect}}"] } },
          { "appId": "{{Api}}", "displayName": "Api", "identifierUris": ["https://contoso.onmicrosoft.com/api"],
            "api": { "oauth2PermissionScopes": [{ "id": "7a2f4b9e-0000-4000-8000-0000000000c1", "value": "read", "type": "User", "isEnabled": true }] },
            "appRoles": [{ "id": "7a2f4b9e-0000-4000-8000-0000000000d1", "value": "jobs", "displayName": "Jobs", "allowedMemberTypes": ["Application"] }] }]
        """;

    private const string Users = """
        "users": [{ "displayName": "Jane Doe", "city": "osaka", "mail": "jane@example.com", "passwordProfile": { "password": "P@ssword!1" },
          "identities": [{ "signInType": "emailAddress", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "jane@example.com" }] }]
        """;

    private readonly ConcurrentDictionary<string, string> _cookies = new(StringComparer.Ordinal);

    private PolicyTenant(MockServerFactory server)
    {
        Http = server.CreateDefaultClient();
        Graph = new TrustFrameworkClient(server.CreateClient(), Id);
        Control = new ControlClient(Http, Id);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public HttpClient Http { get; }

    public TrustFrameworkClient Graph { get; }

    public ControlClient Control { get; }

    public static string Challenge { get; } = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <param name="edit">Changes the policies.</param>
    public static async Task<PolicyTenant> CreateAsync(MockServerFactory server, bool applications = true, bool users = true, Func<string, string>? edit = null)
    {
        var tenant = new PolicyTenant(server);
        var applied = await tenant.Control.PutAsync("seed", await CreateSeedAsync(applications, users, edit));
        applied.Status.Should().Be(200, applied.Text);
        return tenant;
    }

    /// <summary>The seed of such a tenant.</summary>
    /// <param name="keySets">JSON; null for keys that are generated.</param>
    public static async Task<string> CreateSeedAsync(bool applications = true, bool users = true, Func<string, string>? edit = null, string? keySets = null)
    {
        var folder = Path.Combine(RepositoryPaths.Root, "docker", "seed");
        var policies = Directory.GetFiles(folder, "*.xml").Select(File.ReadAllText).Select(xml => edit?.Invoke(xml) ?? xml);
        keySets ??= JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "keysets.json")))!["keySets"]!.ToJsonString();
        return $$"""
            { "policies": [{{string.Join(',', policies.Select(xml => $$"""{ "content": {{JsonSerializer.Serialize(xml)}} }"""))}}], "keySets": {{keySets}}
              {{(users ? $",{Users}" : "")}}{{(applications ? $",{Applications}" : "")}} }
            """;
    }

    public string Address(string path, string policy = Policy) => $"/{Id}/{policy}/{path}";

    public Task<ApiResponse> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends the cookies that earlier responses set, like a browser.</summary>
    public async Task<ApiResponse> SendAsync(HttpRequestMessage request)
    {
        if (!_cookies.IsEmpty)
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using (request)
        {
            using var response = await Http.SendAsync(request);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var pair in set.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
                    _cookies[pair[0]] = pair[1];
            }

            return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>The address of an authorization request of the single-page application with a code and PKCE. Parameters replace those of the same name; null removes them.</summary>
    public string Authorize(params (string Name, string? Value)[] parameters)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = Spa,
            ["redirect_uri"] = SpaRedirect,
            ["response_type"] = "code",
            ["scope"] = "openid offline_access https://contoso.onmicrosoft.com/api/read",
            ["state"] = "the state",
            ["nonce"] = "the nonce",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in parameters)
            all[name] = value;
        return $"{Address("oauth2/v2.0/authorize")}?{string.Join('&', all.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}"))}";
    }

    /// <summary>Picks the first user and accepts the claims, unless the browser has a session.</summary>
    public async Task<ApiResponse> PickAsync(string authorize, params (string Name, string Value)[] fields)
    {
        var page = await GetAsync(authorize);
        if (page.Status == 302)
            return page;
        page.Status.Should().Be(200, page.Text);
        var user = page.Text.Split("name=\"user\" value=\"")[1].Split('"')[0];
        return await PostAsync(authorize, [("user", user), ("decision", "accept"), .. fields]);
    }

    public Task<ApiResponse> PostAsync(string address, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    /// <summary>Redeems a code of the single-page application. Parameters replace those of the same name.</summary>
    public Task<ApiResponse> RedeemAsync(string code, params (string Name, string Value)[] fields) => TokenAsync(
        [("grant_type", "authorization_code"), ("client_id", Spa), ("redirect_uri", SpaRedirect), ("code_verifier", Verifier), ("code", code), .. fields]);

    /// <param name="fields">Of several with one name, the last one is sent.</param>
    public Task<ApiResponse> TokenAsync(params (string Name, string Value)[] fields) =>
        PostAsync(Address("oauth2/v2.0/token"), [.. fields.GroupBy(field => field.Name, StringComparer.Ordinal).Select(group => group.Last())]);

    /// <summary>Signs in and redeems the code.</summary>
    public async Task<JsonNode> SignInAsync()
    {
        var redirect = Login.LoginClient.ParseRedirect(await PickAsync(Authorize()));
        var token = await RedeemAsync(redirect["code"]!);
        token.Status.Should().Be(200, token.Text);
        return token.Json;
    }

    /// <summary>Verifies a token with the published keys, and returns its claims.</summary>
    public async Task<JsonNode> VerifyAsync(string token)
    {
        var keys = new JsonWebKeySet((await GetAsync(Address("discovery/v2.0/keys"))).Text);
#pragma warning disable CA5404 // The tests compare these claims themselves, and the server under test has its own clock.
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            token, new TokenValidationParameters { IssuerSigningKeys = keys.GetSigningKeys(), ValidateAudience = false, ValidateIssuer = false, ValidateLifetime = false });
#pragma warning restore CA5404
        result.Exception.Should().BeNull();
        return JsonNode.Parse(Base64UrlEncoder.Decode(((JsonWebToken)result.SecurityToken).EncodedPayload))!;
    }

    public static AuthenticationHeaderValue Basic(string id, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));

    /// <summary>Asserts an error of the token endpoint.</summary>
    public static void ShouldBeError(ApiResponse response, string error, string code)
    {
        (response.Status, response.Json["error"]!.GetValue<string>()).Should().Be((400, error), response.Text);
        response.Json["error_description"]!.GetValue<string>().Should().MatchRegex($@"\A{code}: .+\r\nCorrelation ID: [0-9a-f-]{{36}}\r\nTimestamp: \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\dZ\r\n\z");
    }

    /// <summary>Asserts an error that the application receives.</summary>
    public static void ShouldRedirectWithError(ApiResponse response, string error, string code)
    {
        var redirect = Login.LoginClient.ParseRedirect(response);
        (redirect["error"], redirect["state"]).Should().Be((error, "the state"));
        redirect["error_description"].Should().StartWith($"{code}: ");
    }
}
