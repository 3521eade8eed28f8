using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.Architecture;
using TrustFramework.MockServer.Tests.Control.Seeding;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control;

/// <summary>Fills a server with state of each kind that a tenant can hold, over HTTP.</summary>
internal static class FullTenantState
{
    public const string Bearer = "Policy.ReadWrite.TrustFramework TrustFrameworkKeySet.ReadWrite.All";

    /// <summary>The default one.</summary>
    public static readonly Guid TenantId = new("00000000-0000-4000-8000-000000000b2c");

    /// <summary>Kinds that show only when secrets are asked for.</summary>
    private static readonly string[] SecretKinds = ["signingKey", "authorizationCodes", "deviceCodes"];

    /// <summary>What <see cref="FillAsync"/> fills, or what was there with the seed.</summary>
    public static readonly string[] FilledKinds = ["domain", "sandbox", "clock", "faults", "policies", "keySets", "seed", .. SecretKinds];

    /// <summary>With all that a rule can say, and none that hits anything here.</summary>
    private static readonly string[] FaultRules =
    [
        """{"match":{"operation":"P9","method":"GET","path":"/x*","client":"c"},"when":{"skip":1,"next":2,"every":3,"probability":0.5,"seed":7,"from":"2030-01-01T00:00:00Z","until":"2031-01-01T00:00:00+01:00"},"latency":{"least":1,"most":2},"fault":{"kind":"truncatedBody","bytes":3}}""",
        """{"id":"Again","match":{"path":"/x"},"outcome":{"kind":"tooManyRequests","status":430,"code":"","message":"m","retryAfter":-1},"timeToLive":"P1D"}""",
        """{"match":{"path":"/x"},"outcome":{"kind":"serviceUnavailable","retryAfter":7,"retryAfterAsDate":true}}""",
        """{"match":{"path":"/x"},"outcome":{"kind":"spuriousCreated"}}""",
        """{"match":{"path":"/x"},"fault":{"kind":"slowBody","bytesPerSecond":9},"behavior":{"visibleAfter":"PT1.5S"}}""",
        """{"match":{"path":"/x"},"latency":{"milliseconds":5},"when":{"seed":3}}""",
    ];

    /// <summary>One that goes nowhere by itself.</summary>
    public static HttpClient CreateClient(Uri address) => new(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true }) { BaseAddress = address };

    /// <param name="http">Of a server whose default tenant may have anything already.</param>
    public static async Task FillAsync(HttpClient http)
    {
        var (control, graph) = (new ControlClient(http), new TrustFrameworkClient(http, TenantId) { Bearer = Bearer });
        (await control.PutAsync("tenants/7a2f4b9e-0000-4000-8000-0000000000ee/seed", SeedTests.Document(
            [Policy("B2C_1A_Seeded")], """ "keySets":[{"id":"Seeded","keys":[{"use":"sig","k":"plain"},{"use":"sig","k":"other"}]}] """))).Status.Should().Be(200);
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

        await control.PostAsync("clock/advance", """{"by":"PT1.0000001S"}""");
        await control.PostAsync("tenants/default/clock/freeze");
        await control.PostAsync("tokens");

        const string asked = "client_id=app&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";
        (await FormAsync("oauth2/v2.0/devicecode", asked)).Should().Be(200);
        var sent = $"{asked}&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2Fback&nonce=n";
        (await FormAsync($"oauth2/v2.0/authorize?{sent}", "user=admin&decision=accept&password=&permission=Policy.Read.All")).Should().Be(302);

        async Task<int> FormAsync(string path, string form)
        {
            using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
            using var response = await http.PostAsync(new Uri($"/{TenantId}/{path}", UriKind.Relative), content);
            return (int)response.StatusCode;
        }
    }

    /// <summary>The kinds of which a snapshot of all has nothing.</summary>
    public static IEnumerable<string> MissingKinds(JsonNode snapshot, bool secrets)
    {
        var held = snapshot["tenants"]!.AsObject().Select(tenant => tenant.Value!.AsObject()).ToList();
        return RecordKindTests.Kinds.Select(kind => kind.Name).Where(name => (secrets || !SecretKinds.Contains(name, StringComparer.Ordinal))
            && !held.Exists(tenant => tenant[name] is { } value && value is not JsonArray { Count: 0 }));
    }
}
