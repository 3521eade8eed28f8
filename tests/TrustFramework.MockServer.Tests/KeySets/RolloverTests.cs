namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>Key rollover over time, tested with a moved clock: graph-surface 7.1.</summary>
public sealed class RolloverTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly MockServerFactory _server = new();
    private readonly TrustFrameworkClient _client;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public RolloverTests() => _client = _server.NewTenantWithNonExpiringToken();

    /// <summary>Three keys, each valid for three days, two days apart.</summary>
    public async Task InitializeAsync()
    {
        await _client.PostAsync("keySets", """{"id":"a"}""");
        foreach (var (name, first, last) in new[] { ("one", 1, 4), ("two", 3, 6), ("three", 5, 8) })
        {
            var key = await _client.PostAsync(
                "keySets/B2C_1A_a/uploadSecret", $$"""{"use":"sig","k":"{{name}}","nbf":{{Day(first)}},"exp":{{Day(last)}}}""");
            _names[key.Json["kid"]!.GetValue<string>()] = name;
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Each_key_becomes_active_exactly_at_its_nbf_and_the_last_ends_at_its_exp()
    {
        (await ActiveAsync(0)).Should().Be("none");
        (await ActiveAsync(1, -1)).Should().Be("none");
        (await ActiveAsync(1)).Should().Be("one");
        (await ActiveAsync(3, -1)).Should().Be("one");
        (await ActiveAsync(3)).Should().Be("two", "it has the later nbf, although the first one is still valid");
        (await ActiveAsync(4)).Should().Be("two");
        (await ActiveAsync(5)).Should().Be("three");
        (await ActiveAsync(8, -1)).Should().Be("three");
        (await ActiveAsync(8)).Should().Be("none");
    }

    [Fact]
    public async Task A_disabled_key_is_not_active_until_it_is_enabled_again()
    {
        await SetStatusAsync("two", "disabled");

        (await ActiveAsync(3)).Should().Be("one");
        (await ActiveAsync(4, -1)).Should().Be("one");
        (await ActiveAsync(4)).Should().Be("none", "the first one has expired and the third one is not valid yet");
        (await ActiveAsync(5, -1)).Should().Be("none");
        (await ActiveAsync(5)).Should().Be("three");
        await SetStatusAsync("two", "enabled");
        (await ActiveAsync(4)).Should().Be("two");
    }

    [Fact]
    public async Task Without_an_active_key_the_error_states_the_reason()
    {
        const string Text = "does not has a valid key. Reason: ";
        (await MessageAsync(0)).Should().EndWith($"{Text}none of its enabled keys is valid at this time.");
        foreach (var name in new[] { "one", "two", "three" })
            await SetStatusAsync(name, "disabled");
        (await MessageAsync(5)).Should().EndWith($"{Text}all of its keys are disabled.");
        await _client.PutAsync("keySets/B2C_1A_a", """{"keys":[]}""");
        (await MessageAsync(5)).Should().EndWith($"{Text}it has no keys.");
    }

    [Theory]
    [InlineData("keySets/B2C_1A_a/getActiveKey")]
    [InlineData("keySets/B2C_1A_a/getActiveKey()")]
    [InlineData("keysets('b2c_1a_a')/microsoft.graph.getactivekey()")]
    [InlineData("keySets/B2C_1A_a/microsoft.graph.getActiveKey")]
    public async Task The_active_key_is_found_by_every_spelling_and_returned_as_a_key(string path)
    {
        _server.Clock.Now = Start.AddDays(1);

        var response = await _client.GetAsync(path);

        response.Status.Should().Be(200, response.Text);
        response.Json["@odata.context"]!.GetValue<string>().Should().Be("http://localhost/beta/$metadata#microsoft.graph.trustFrameworkKey");
        (response.Json["nbf"]!.GetValue<long>(), response.Json["k"]).Should().Be((Day(1), null));
    }

    private static long Day(int day) => Start.AddDays(day).ToUnixTimeSeconds();

    private async Task<string> ActiveAsync(int day, int seconds = 0)
    {
        _server.Clock.Now = Start.AddDays(day).AddSeconds(seconds);
        var response = await _client.GetAsync("keySets/B2C_1A_a/getActiveKey");
        return response.Status == 200 ? _names[response.Json["kid"]!.GetValue<string>()] : "none";
    }

    private async Task<string> MessageAsync(int day)
    {
        _server.Clock.Now = Start.AddDays(day);
        return (await _client.GetAsync("keySets/B2C_1A_a/getActiveKey")).Message!;
    }

    private async Task SetStatusAsync(string name, string status)
    {
        var kid = _names.Single(pair => pair.Value == name).Key;
        (await _client.PatchAsync($"keySets/B2C_1A_a/keys_v2/{kid}", $$"""{"status":"{{status}}"}""")).Status.Should().Be(204);
    }
}
