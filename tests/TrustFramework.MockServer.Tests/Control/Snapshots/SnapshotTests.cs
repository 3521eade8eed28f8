using System.Text;
using TrustFramework.MockServer.Tests.Architecture;
using TrustFramework.MockServer.Tests.Hosting;
using static TrustFramework.MockServer.Tests.Control.ControlClient;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Snapshots;

public sealed class SnapshotTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    private ControlClient Control => new(server.CreateClient(), _client.Tenant);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_imported_snapshot_is_exported_with_the_same_bytes(bool secrets)
    {
        await using var first = await ServerProcess.StartAsync();
        await using var second = await ServerProcess.StartAsync();
        using var http = FullTenantState.CreateClient(first.Address);
        using var otherHttp = new HttpClient { BaseAddress = second.Address };
        await FullTenantState.FillAsync(http);

        var exported = await new ControlClient(http).GetAsync($"snapshot?secrets={secrets}");
        FullTenantState.MissingKinds(exported.Json, secrets).Should().BeEmpty();
        (await new ControlClient(otherHttp).PutAsync("snapshot", exported.Text)).Status.Should().Be(204);

        (await new ControlClient(otherHttp).GetAsync($"snapshot?secrets={secrets}")).Bytes.Should().Equal(exported.Bytes);
        if (secrets)
        {
            var graph = new TrustFrameworkClient(otherHttp, FullTenantState.TenantId) { Bearer = FullTenantState.Bearer };
            (await graph.GetAsync("policies/B2C_1A_A/$value")).Text.Should().StartWith("\uFEFF<Trust");
            (await graph.GetAsync("keySets/B2C_1A_Gone.bak")).Status.Should().Be(200);
        }
    }

    [Fact]
    public async Task Secrets_are_exported_only_on_request()
    {
        await _client.PostAsync("keySets", """{"id":"A"}""");
        await _client.PostAsync("keySets/B2C_1A_A/uploadSecret", """{"use":"sig","k":"marked secret"}""");
        var k = System.Buffers.Text.Base64Url.EncodeToString("marked secret"u8);
        await Control.PostAsync("tokens");

        var (without, with) = (await Control.GetAsync("snapshot"), await Control.GetAsync("snapshot?secrets=true"));

        without.Text.Should().NotContain(k).And.NotContain("\"d\":").And.NotContain("signingKey");
        with.Text.Should().Contain(k).And.Contain("\"d\":").And.Contain("signingKey");
        with.ContentType.Should().Be("application/json");
    }

    [Fact]
    public async Task A_snapshot_of_a_tenant_can_be_imported_into_another_tenant()
    {
        await _client.NewKeyAsync("A");
        await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));
        var exported = await Control.GetAsync("snapshot?secrets=true");
        var other = server.NewTenant();
        await other.NewKeyAsync("Old");
        var control = new ControlClient(server.CreateClient(), other.Tenant);

        (await control.PutAsync("snapshot", exported.Text)).Status.Should().Be(204);

        (await control.GetAsync("snapshot?secrets=true")).Bytes.Should().Equal(exported.Bytes);
        (await other.GetAsync("keySets/$count")).Text.Should().Be("1");
    }

    [Fact]
    public async Task Importing_a_snapshot_of_all_tenants_deletes_the_others()
    {
        await using var own = new MockServerFactory();
        var control = new ControlClient(own.CreateClient());
        var empty = await control.GetAsync("snapshot?secrets=true");
        await own.NewTenant().NewKeyAsync("A");
        await control.PostAsync("clock/freeze");

        await control.PutAsync("snapshot", empty.Text);

        empty.Text.Should().Be("{\n  \"version\": 1,\n  \"everyone\": {},\n  \"tenants\": {}\n}");
        (await control.GetAsync("snapshot?secrets=true")).Bytes.Should().Equal(empty.Bytes);
    }

    [Fact]
    public async Task An_imported_sandbox_expires()
    {
        await using var own = new MockServerFactory();
        var control = new ControlClient(own.CreateClient());
        var id = Guid.NewGuid();

        await control.PutAsync($"tenants/{id}/snapshot", """{"version":1,"tenant":{"sandbox":{"expires":"2026-11-01T13:00:00Z"}}}""");

        (await control.GetAsync($"tenants/{id}")).Status.Should().Be(200);
        own.Clock.Now = own.Clock.Now.AddHours(1);
        (await control.GetAsync($"tenants/{id}")).Status.Should().Be(404);
    }

    [Theory]
    [InlineData("{", "$: ")]
    [InlineData("[]", "$: The value is not an object.")]
    [InlineData("""{"tenant":{}}""", "$.version: This server reads version 1.")]
    [InlineData("""{"version":2,"tenant":{}}""", "$.version: This server reads version 1.")]
    [InlineData("""{"version":1}""", "$: 'tenant' is missing.")]
    [InlineData("""{"version":1,"tenant":{},"more":1}""", "$.more: ")]
    [InlineData("""{"version":1,"tenant":{"keySets":[],"keySets":[]}}""", "$: ")]
    [InlineData("""{"version":1,"tenant":{"\ud800":[]}}""", "$: ")]
    [InlineData("""{"version":1,"tenant":{"domain":"\ud800"}}""", "$.tenant.domain: ")]
    [InlineData("""{"version":1,"tenant":{"gifts":[]}}""", "$.tenant.gifts: ")]
    [InlineData("""{"version":1,"tenant":{"domain":""}}""", "$.tenant.domain: The value is empty.")]
    [InlineData("""{"version":1,"tenant":{"domain":null}}""", "$.tenant.domain: The value is null.")]
    [InlineData("""{"version":1,"tenant":{"keySets":[null]}}""", "$.tenant.keySets[0]: The value is null.")]
    [InlineData("""{"version":1,"tenant":{"keySets":[{"id":"a"}]}}""", "$.tenant.keySets")]
    [InlineData("""{"version":1,"tenant":{"keySets":[{"id":"a","keys":[null]}]}}""", "$.tenant.keySets[0].keys[0]: The value is null.")]
    [InlineData("""{"version":1,"tenant":{"keySets":[{"id":"a","keys":[]},{"id":"A","keys":[]}]}}""", "$.tenant.keySets: There are two records with the id 'a'.")]
    [InlineData("""{"version":1,"tenant":{"keySets":[{"id":"a","keys":[{"kid":"1","kty":"EC","use":"sig","status":"enabled"}]}]}}""", "$.tenant.keySets[0].keys[0].kty: ")]
    [InlineData("""{"version":1,"tenant":{"keySets":[{"id":"a","keys":[{"kid":"1","kty":"oct","use":"sig","status":"enabled","k":"!"}]}]}}""", "$.tenant.keySets[0].keys[0].k: ")]
    [InlineData("""{"version":1,"tenant":{"keySets":[{"id":"a","keys":[{"kid":"1","kty":"RSA","use":"sig","status":"enabled","n":"AQAB","e":"AQAB","d":"AQAB"}]}]}}""", "$.tenant.keySets[0].keys[0]: An RSA key has all of d, p, q")]
    [InlineData("""{"version":1,"tenant":{"keySets":[{"id":"a","keys":[{"kid":"1","kty":"oct","use":"sig","status":"on"}]}]}}""", "$.tenant.keySets[0].keys[0].status: ")]
    [InlineData("""{"version":1,"tenant":{"policies":[{"id":"a","content":"<a"}]}}""", "$.tenant.policies[0].content: The content is not XML")]
    [InlineData("""{"version":1,"tenant":{"policies":[{"id":"a","content":"<a/>"}]}}""", "$.tenant.policies[0].id: ")]
    [InlineData("""{"version":1,"tenant":{"policies":[{"id":"a","base64":"!"}]}}""", "$.tenant.policies[0].base64: ")]
    [InlineData("""{"version":1,"tenant":{"policies":[{"id":"a"}]}}""", "$.tenant.policies[0]: Write either")]
    [InlineData("""{"version":1,"tenant":{"clock":{"shift":"P9000Y"}}}""", "$.tenant.clock.shift: ")]
    [InlineData("""{"version":1,"tenant":{"clock":{"shift":"long"}}}""", "$.tenant.clock.shift: ")]
    [InlineData("""{"version":1,"tenant":{"clock":{"shift":"PT0S","frozenAt":"9999-01-01T00:00:00Z"}}}""", "$.tenant.clock.frozenAt: ")]
    [InlineData("""{"version":1,"tenant":{"seed":{"source":"a","keySets":[null],"policies":[]}}}""", "$.tenant.seed.keySets: ")]
    [InlineData("""{"version":1,"tenant":{"seed":{"source":"a","keySets":[],"policies":[{"name":"a"}]}}}""", "$.tenant.seed.policies[0]: ")]
    [InlineData("""{"version":1,"tenant":{"signingKey":{"kid":"1","kty":"RSA","n":"AQAB","e":"AQAB"}}}""", "$.tenant.signingKey: The value is not a private RSA key")]
    [InlineData("""{"version":1,"tenant":{"signingKey":{"kid":"1","kty":"RSA","n":"AQAB","e":"AQAB","d":"AQAB","p":"AQAB","q":"AQAB","dp":"AQAB","dq":"AQAB","qi":"AQAB"}}}""", "$.tenant.signingKey: The value is not a private RSA key")]
    [InlineData("""{"version":1,"tenant":{"deviceCodes":[{"code":"a","state":7}]}}""", "$.tenant.deviceCodes")]
    public async Task An_invalid_snapshot_is_refused_with_the_path_of_the_error_and_changes_nothing(string json, string detail)
    {
        await _client.NewKeyAsync("A");
        var before = (await Control.GetAsync("snapshot?secrets=true")).Bytes;

        ShouldBeProblem(await Control.PutAsync("snapshot", json), 400, detail);

        (await Control.GetAsync("snapshot?secrets=true")).Bytes.Should().Equal(before);
    }

    [Theory]
    [InlineData("""{"version":1,"tenant":{}}""", "$.tenant: ")]
    [InlineData("""{"version":1}""", "The object 'tenants' is missing")]
    [InlineData("""{"version":1,"tenants":{"contoso.com":{}}}""", "$.tenants['contoso.com']: The name of a tenant is its GUID.")]
    [InlineData("""{"version":1,"tenants":{"00000000-0000-0000-0000-000000000000":{}}}""", "The name of a tenant is its GUID.")]
    [InlineData("""{"version":1,"tenants":{"7a2f4b9e-dead-4000-8000-00000000000a":{},"7A2F4B9E-dead-4000-8000-00000000000a":{}}}""", "The tenant is there twice.")]
    [InlineData("""{"version":1,"tenants":{"7a2f4b9e-dead-4000-8000-00000000000a":{"domain":1}}}""", "$.tenants['7a2f4b9e-dead-4000-8000-00000000000a'].domain: ")]
    [InlineData("""{"version":1,"everyone":[],"tenants":{}}""", "$.everyone: The value is not an object.")]
    public async Task An_invalid_snapshot_of_all_tenants_is_refused(string json, string detail) =>
        ShouldBeProblem(await new ControlClient(server.CreateClient()).PutAsync("snapshot", json), 400, detail);

    [Fact]
    public async Task An_invalid_value_of_secrets_is_refused() =>
        ShouldBeProblem(await Control.GetAsync("snapshot?secrets=please"), 400, "'please' is not true or false");

    [Fact]
    public async Task A_snapshot_has_at_most_64_MiB_and_may_be_larger_than_other_bodies()
    {
        ShouldBeProblem(await Control.SendAsync(HttpMethod.Put, "snapshot", new ByteArrayContent(new byte[(64 * 1024 * 1024) + 1])), 413, "A snapshot has at most 67108864 bytes.");
        var padded = Encoding.UTF8.GetBytes("""{"version":1,"tenant":{"domain":"a.com"}}""".PadRight(40 * 1024 * 1024));
        using var socket = new SocketServerFactory();
        (await new ControlClient(socket.CreateClient(), Guid.NewGuid()).SendAsync(HttpMethod.Put, "snapshot", new ByteArrayContent(padded))).Status.Should().Be(204);
    }

    [Fact]
    public void These_tests_cover_every_kind_of_record() =>
        RecordKindTests.Kinds.Select(kind => kind.Name).Should().BeEquivalentTo(FullTenantState.FilledKinds, "FullTenantState creates a record of each kind");
}
