using System.Text.Json.Nodes;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Reset;

/// <summary>Compares a server after a reset with a server that has just started with the same settings.</summary>
public sealed class ResetCompletenessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public ResetCompletenessTests()
    {
        // All ids are given, so that the seed always produces the same records.
        File.WriteAllText(Path.Combine(_folder.FullName, "keysets.json"), """{"keySets":[{"id":"S","keys":[{"use":"sig","k":"plain","kid":"one"}]}]}""");
        File.WriteAllText(Path.Combine(_folder.FullName, "a.xml"), Policy("B2C_1A_A"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Reset_leaves_only_the_seed()
    {
        await using var fresh = await StartAsync();
        await using var used = await StartAsync();
        using var http = used.CreateClient();
        await FullTenantState.FillAsync(http);
        var control = new ControlClient(http);
        // A reset keeps the seeds that were uploaded for other tenants.
        await control.DeleteAsync("tenants/7a2f4b9e-0000-4000-8000-0000000000ee/seed");
        var full = await control.GetAsync("snapshot?secrets=true");
        FullTenantState.MissingKinds(full.Json, secrets: true).Should().BeEmpty();
        full.Json["everyone"]!.AsObject().Should().NotBeEmpty();
        FindEmptyNodes(full.Json).Should().BeEmpty("the state contains every kind of record before the reset");

        (await control.PostAsync("reset")).Status.Should().Be(204);

        using var freshHttp = fresh.CreateClient();
        var (afterReset, atStart) = (await control.GetAsync("snapshot?secrets=true"), await new ControlClient(freshHttp).GetAsync("snapshot?secrets=true"));
        afterReset.Text.Should().Be(atStart.Text);
        afterReset.Json["tenants"]!.AsObject().Select(tenant => tenant.Key).Should().Equal(FullTenantState.TenantId.ToString());
    }

    /// <summary>The paths of the empty objects and arrays in a snapshot.</summary>
    private static IEnumerable<string> FindEmptyNodes(JsonNode? node) => node switch
    {
        null => ["null"],
        JsonObject { Count: 0 } or JsonArray { Count: 0 } => [node.GetPath()],
        JsonObject members => members.SelectMany(member => FindEmptyNodes(member.Value)),
        JsonArray items => items.SelectMany(FindEmptyNodes),
        _ => [],
    };

    private async Task<StartedServer> StartAsync() => new(await Hosting.ServerProcess.StartAsync($"--MockServer:Seed={_folder.FullName}"));

    private sealed class StartedServer(Hosting.ServerProcess process) : IAsyncDisposable
    {
        public HttpClient CreateClient() => FullTenantState.CreateClient(process.Address);

        public ValueTask DisposeAsync() => process.DisposeAsync();
    }
}
