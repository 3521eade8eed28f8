namespace TrustFramework.MockServer.Tests.Graph;

/// <summary>What clients may say and the operations make nothing of: conventions 3 [I]. The fidelity page lists it.</summary>
public sealed class PreferenceTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("If-Match", "\"nothing\"")]
    [InlineData("If-Match", "*")]
    [InlineData("If-None-Match", "*")]
    [InlineData("If-None-Match", "W/\"nothing\"")]
    [InlineData("Prefer", "return=minimal")]
    [InlineData("Prefer", "return=representation")]
    public async Task Conditions_and_preferences_change_no_answer(string header, string value)
    {
        (await SayAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", TrustFrameworkClient.Xml(TrustFrameworkClient.Policy("B2C_1A_A")))).Should().Be((201, true));
        (await SayAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", TrustFrameworkClient.Xml(TrustFrameworkClient.Policy("B2C_1A_A")))).Should().Be((200, true));
        (await SayAsync(HttpMethod.Get, "policies/B2C_1A_A")).Should().Be((200, true));
        (await SayAsync(HttpMethod.Post, "keySets", TrustFrameworkClient.Json("""{"id":"A"}"""))).Should().Be((201, true));
        var kid = (await _client.PostAsync("keySets/B2C_1A_A/generateKey", """{"kty":"oct","use":"sig"}""")).Json["kid"]!.GetValue<string>();
        (await SayAsync(HttpMethod.Patch, $"keySets/B2C_1A_A/keys_v2/{kid}", TrustFrameworkClient.Json("""{"status":"disabled"}"""))).Should().Be((204, false));
        (await SayAsync(HttpMethod.Delete, "keySets/B2C_1A_A")).Should().Be((204, false));

        async Task<(int Status, bool HasBody)> SayAsync(HttpMethod method, string path, HttpContent? body = null)
        {
            var answer = await _client.SendAsync(method, path, body, request => request.Headers.TryAddWithoutValidation(header, value));
            answer.Header("Preference-Applied").Should().BeNull("nothing was applied");
            return (answer.Status, answer.Bytes.Length > 0);
        }
    }
}
