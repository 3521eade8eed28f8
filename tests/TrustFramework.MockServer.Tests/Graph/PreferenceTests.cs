namespace TrustFramework.MockServer.Tests.Graph;

/// <summary>Headers that the operations ignore: conventions 3 [I]. The fidelity page lists them.</summary>
public sealed class PreferenceTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("If-Match", "\"nothing\"")]
    [InlineData("If-Match", "*")]
    [InlineData("If-None-Match", "*")]
    [InlineData("If-None-Match", "W/\"nothing\"")]
    [InlineData("Prefer", "return=minimal")]
    [InlineData("Prefer", "return=representation")]
    public async Task Conditions_and_return_preferences_are_ignored(string header, string value)
    {
        (await SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", TrustFrameworkClient.Xml(TrustFrameworkClient.Policy("B2C_1A_A")))).Should().Be((201, true));
        (await SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", TrustFrameworkClient.Xml(TrustFrameworkClient.Policy("B2C_1A_A")))).Should().Be((200, true));
        (await SendAsync(HttpMethod.Get, "policies/B2C_1A_A")).Should().Be((200, true));
        (await SendAsync(HttpMethod.Post, "keySets", TrustFrameworkClient.Json("""{"id":"A"}"""))).Should().Be((201, true));
        var kid = (await _client.PostAsync("keySets/B2C_1A_A/generateKey", """{"kty":"oct","use":"sig"}""")).Json["kid"]!.GetValue<string>();
        (await SendAsync(HttpMethod.Patch, $"keySets/B2C_1A_A/keys_v2/{kid}", TrustFrameworkClient.Json("""{"status":"disabled"}"""))).Should().Be((204, false));
        (await SendAsync(HttpMethod.Delete, "keySets/B2C_1A_A")).Should().Be((204, false));

        async Task<(int Status, bool HasBody)> SendAsync(HttpMethod method, string path, HttpContent? body = null)
        {
            var response = await _client.SendAsync(method, path, body, request => request.Headers.TryAddWithoutValidation(header, value));
            response.Header("Preference-Applied").Should().BeNull("nothing was applied");
            return (response.Status, response.Bytes.Length > 0);
        }
    }
}
