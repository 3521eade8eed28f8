using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.Architecture;
using TrustFramework.MockServer.Tests.Control.Seeding;
using TrustFramework.MockServer.Tests.SignIn;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control;

/// <summary>Fills a server with a record of each kind, over HTTP.</summary>
internal static class FullTenantState
{
    public const string Bearer = "Policy.ReadWrite.TrustFramework TrustFrameworkKeySet.ReadWrite.All";

    /// <summary>The default tenant.</summary>
    public static readonly Guid TenantId = new("00000000-0000-4000-8000-000000000b2c");

    /// <summary>Kinds that are exported only with secrets.</summary>
    private static readonly string[] SecretKinds = ["previousVersions", "signingKey", "authorizationCodes", "deviceCodes", "policyCodes", "sessions", "journeys"];

    /// <summary>The kinds that <see cref="FillAsync"/> or the seed creates.</summary>
    public static readonly string[] FilledKinds = ["domain", "sandbox", "clock", "faults", "policies", "keySets", "users", "applications", "seed", .. SecretKinds];

    /// <summary>Together they use all members of a rule. None of them matches a request here.</summary>
    private static readonly string[] FaultRules =
    [
        """{"match":{"operation":"P3","method":"GET","path":"/x*","client":"c"},"when":{"skip":1,"next":2,"every":3,"probability":0.5,"seed":7,"from":"2030-01-01T00:00:00Z","until":"2031-01-01T00:00:00+01:00"},"latency":{"least":1,"most":2},"fault":{"kind":"truncatedBody","bytes":3}}""",
        """{"id":"Again","match":{"path":"/x"},"outcome":{"kind":"tooManyRequests","status":430,"code":"","message":"m","retryAfter":-1},"timeToLive":"P1D"}""",
        """{"match":{"path":"/x"},"outcome":{"kind":"serviceUnavailable","retryAfter":7,"retryAfterAsDate":true}}""",
        """{"match":{"path":"/x"},"outcome":{"kind":"spuriousCreated"}}""",
        """{"match":{"path":"/x"},"fault":{"kind":"slowBody","bytesPerSecond":9},"behavior":{"visibleAfter":"PT1.5S"}}""",
        """{"match":{"path":"/x"},"latency":{"milliseconds":5},"when":{"seed":3}}""",
    ];

    /// <summary>Together they use all members of a user and an application.</summary>
    private const string UsersAndApplications = """
        "users":[
          { "displayName": "Jane", "givenName": "Jane", "otherMails": ["a@b.c"], "accountEnabled": false, "extension_00000000000000000000000000000001_level": 7,
            "createdDateTime": "2026-01-02T03:04:05.6Z", "passwordPolicies": "DisableStrongPassword",
            "identities": [{ "signInType": "emailAddress", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "jane@example.com" }],
            "passwordProfile": { "password": "marked password", "forceChangePasswordNextSignIn": true } },
          { "id": "7a2f4b9e-0000-4000-8000-0000000000a1", "displayName": "Work", "userPrincipalName": "work@contoso.onmicrosoft.com" }],
        "applications":[
          { "appId": "7a2f4b9e-0000-4000-8000-0000000000b1", "displayName": "Web", "signInAudience": "AzureADMultipleOrgs", "identifierUris": ["https://contoso.com/api"],
            "isFallbackPublicClient": false, "passwordCredentials": [{ "displayName": "one", "secretText": "marked client secret" }],
            "web": { "redirectUris": ["https://localhost/web"], "logoutUrl": "https://localhost/out", "homePageUrl": "https://localhost/",
              "implicitGrantSettings": { "enableIdTokenIssuance": true, "enableAccessTokenIssuance": true } },
            "spa": { "redirectUris": ["https://localhost/spa"] }, "publicClient": { "redirectUris": ["app://back"] },
            "api": { "requestedAccessTokenVersion": 2, "oauth2PermissionScopes": [{ "id": "7a2f4b9e-0000-4000-8000-0000000000c1", "value": "read", "type": "User", "adminConsentDisplayName": "a",
              "adminConsentDescription": "b", "userConsentDisplayName": "c", "userConsentDescription": "d" }] },
            "appRoles": [{ "id": "7a2f4b9e-0000-4000-8000-0000000000d1", "value": "Admin", "displayName": "Admin", "description": "d", "allowedMemberTypes": ["User", "Application"] }] }]
        """;

    /// <summary>Does not follow redirects.</summary>
    public static HttpClient CreateClient(Uri address) => new(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true }) { BaseAddress = address };

    /// <param name="http">A client of a server whose default tenant may already have records.</param>
    public static async Task FillAsync(HttpClient http)
    {
        var (control, graph) = (new ControlClient(http), new TrustFrameworkClient(http, TenantId) { Bearer = Bearer });
        (await control.PutAsync("tenants/7a2f4b9e-0000-4000-8000-0000000000ee/seed", SeedTests.Document(
            [Policy("B2C_1A_Seeded")],
            $$""" "keySets":[{"id":"Seeded","keys":[{"use":"sig","k":"plain"},{"use":"sig","k":"other"}]}],{{UsersAndApplications}} """))).Status.Should().Be(200);
        (await graph.PutPolicyAsync("B2C_1A_A", "\uFEFF" + Policy("B2C_1A_A").Replace("\n", "\r\n", StringComparison.Ordinal))).Status.Should().BeOneOf(200, 201);
        foreach (var (set, kind) in new[] { ("Rsa", "RSA"), ("Oct", "oct"), ("Gone", "oct") })
            await graph.NewKeyAsync(set, kind);
        (await graph.DeleteAsync("keySets/B2C_1A_Gone")).Status.Should().Be(204);
        (await control.PostAsync("tenants", """{"timeToLive":"P1D","domain":"sandbox.com"}""")).Status.Should().Be(201);
        foreach (var rule in FaultRules)
        {
            (await control.PostAsync("faults", rule)).Status.Should().Be(201);
            (await control.PostAsync("tenants/default/faults", rule)).Status.Should().Be(201);
        }

        (await control.PostAsync("tenants/default/faults", """{"match":{"path":"/beta/trustFramework/*"},"when":{"next":4},"behavior":{"visibleAfter":"PT1H"}}""")).Status.Should().Be(201);
        (await graph.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"))).Status.Should().BeOneOf(200, 201);
        (await graph.PutPolicyAsync("B2C_1A_Delayed", Policy("B2C_1A_Delayed"))).Status.Should().BeOneOf(200, 201);
        (await graph.PostAsync("keySets", """{"id":"Delayed","keys":[{"kty":"oct","use":"sig","k":"AAAAAAAAAAAAAAAAAAAAAA"}]}""")).Status.Should().Be(201);
        (await graph.GetAsync("keySets/B2C_1A_Delayed")).Status.Should().Be(400);

        await control.PostAsync("clock/advance", """{"by":"PT1.0000001S"}""");
        await control.PostAsync("tenants/default/clock/freeze");
        await control.PostAsync("tokens");

        const string parameters = "client_id=app&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";
        (await FormAsync("oauth2/v2.0/devicecode", parameters)).Should().Be(200);
        var query = $"{parameters}&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2Fback&nonce=n";
        (await FormAsync($"oauth2/v2.0/authorize?{query}", "user=admin&decision=accept&password=&permission=Policy.Read.All")).Should().Be(302);

        const string policyTenant = "7a2f4b9e-0000-4000-8000-0000000000ef";
        const string keySets = """[{"id":"TokenSigningKeyContainer","keys":[{"use":"sig","k":"plain"}]},{"id":"TokenEncryptionKeyContainer","keys":[{"use":"enc","k":"plain"}]}]""";
        (await control.PutAsync($"tenants/{policyTenant}/seed", await PolicyTenant.CreateSeedAsync(applications: false, edit: PolicyEdits.RemoveVerification, keySets: keySets))).Status.Should().Be(200);
        (await FormAsync(
            $"{PolicyTenant.Policy}/oauth2/v2.0/authorize?client_id=app&response_type=code&scope=openid&redirect_uri=http%3A%2F%2Flocalhost%2Fback&nonce=n&code_challenge={PolicyTenant.Challenge}&code_challenge_method=S256",
            "other_user=jane@example.com&decision=accept",
            policyTenant)).Should().Be(302);
        foreach (var answers in new[] { "", """{"claims":{"email":"jane@example.com"}}""", """{"link":"cancel"}""" })
            (await control.PostAsync($"tenants/{policyTenant}/journeys", $$"""{"policy":"{{PolicyTenant.Policy}}","answers":[{{answers}}]}""")).Status.Should().Be(200);
        // A reset restores the seeds of all tenants.
        await control.DeleteAsync($"tenants/{policyTenant}/seed");

        async Task<int> FormAsync(string path, string form, string? tenant = null)
        {
            using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
            using var response = await http.PostAsync(new Uri($"/{tenant ?? TenantId.ToString()}/{path}", UriKind.Relative), content);
            return (int)response.StatusCode;
        }
    }

    /// <summary>The kinds that are missing in a snapshot of all tenants.</summary>
    public static IEnumerable<string> MissingKinds(JsonNode snapshot, bool secrets)
    {
        var tenants = snapshot["tenants"]!.AsObject().Select(tenant => tenant.Value!.AsObject()).ToList();
        return RecordKindTests.Kinds.Select(kind => kind.Name).Where(name => (secrets || !SecretKinds.Contains(name, StringComparer.Ordinal))
            && !tenants.Exists(tenant => tenant[name] is { } value && value is not JsonArray { Count: 0 }));
    }
}
