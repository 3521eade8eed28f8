using System.IO.Compression;
using System.Text;
using static TrustFramework.MockServer.Tests.Control.ControlClient;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Seeding;

public sealed class SeedTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string KeySets = """{"keySets":[{"id":"Secret","keys":[{"use":"sig","k":"plain","kid":"one"}]},{"id":"Rsa","keys":[{"kty":"RSA","use":"enc"}]}]}""";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    private ControlClient Control => new(server.CreateClient(), _client.Tenant);

    [Fact]
    public async Task File_names_are_in_any_letter_case() =>
        (await PutAsync(Zip(("A.XML", Policy("B2C_1A_A")), ("KeySets.json", KeySets)))).Text.Should().Contain("\"policies\":1,\"keySets\":2");

    [Theory]
    [InlineData("")]
    [InlineData("deep/down/")]
    public async Task A_zip_replaces_the_policies_and_key_sets_of_a_tenant(string folder)
    {
        await _client.NewKeyAsync("Old");
        await _client.PutPolicyAsync("B2C_1A_Old", Policy("B2C_1A_Old", tenant: "old.com"));

        var response = await PutAsync(Zip(
            ($"{folder}1.xml", Policy("B2C_1A_Leaf", baseId: "B2C_1A_Root")), ($"{folder}2.xml", Policy("B2C_1A_Root")), ($"{folder}keysets.json", KeySets),
            ("readme.txt", "ignored"), ("__MACOSX/._1.xml", "ignored")));

        response.Text.Should().Be($$"""{"id":"{{_client.Tenant}}","domain":"contoso.onmicrosoft.com","policies":2,"keySets":2,"expires":null}""");
        (await _client.GetAsync("policies/B2C_1A_Old")).Status.Should().Be(404);
        (await _client.GetAsync("keySets/B2C_1A_Secret/getActiveKey")).Json["kid"]!.GetValue<string>().Should().Be("one");
    }

    [Fact]
    public async Task A_document_seeds_a_tenant()
    {
        var response = await Control.PutAsync("seed", Document([Policy("B2C_1A_Leaf", baseId: "B2C_1A_Root"), Policy("B2C_1A_Root")], KeySets[1..^1]));

        (response.Status, response.Json["policies"]!.GetValue<int>(), response.Json["keySets"]!.GetValue<int>()).Should().Be((200, 2, 2));
        (await _client.GetAsync("policies/B2C_1A_Root/$value")).Text.Should().Be(Policy("B2C_1A_Root"));
    }

    [Fact]
    public async Task Without_a_tenant_in_the_path_the_default_tenant_is_seeded()
    {
        await using var own = new MockServerFactory();
        var control = new ControlClient(own.CreateClient());

        (await control.PutAsync("seed", """{"keySets":[{"id":"A"}]}""")).Json["id"]!.GetValue<string>().Should().Be("00000000-0000-4000-8000-000000000b2c");

        (await control.GetAsync("tenants/default")).Json["keySets"]!.GetValue<int>().Should().Be(1);
        (await control.DeleteAsync("seed")).Status.Should().Be(204);
        await control.PostAsync("reset");
        (await control.GetAsync("tenants")).Json["value"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task A_tenant_with_a_given_domain_keeps_it_and_the_seed_must_name_it()
    {
        var id = Guid.NewGuid();
        var control = new ControlClient(server.CreateClient(), id);
        await new ControlClient(server.CreateClient()).PostAsync("tenants", $$"""{"id":"{{id}}","domain":"fabrikam.com"}""");

        ShouldBeProblem(await control.PutAsync("seed", Document([Policy("B2C_1A_A")])), 400, "policies[0]: Validation failed");
        (await control.PutAsync("seed", """{"keySets":[{"id":"A"}]}""")).Json["domain"]!.GetValue<string>().Should().Be("fabrikam.com");
    }

    [Fact]
    public async Task An_invalid_seed_gets_the_error_of_a_failed_start_and_changes_nothing()
    {
        await _client.NewKeyAsync("Old");
        await _client.PutPolicyAsync("B2C_1A_Old", Policy("B2C_1A_Old"));
        var before = (await Control.GetAsync("snapshot?secrets=true")).Text;

        ShouldBeProblem(
            await PutAsync(Zip(("keysets.json", KeySets), ("a.xml", Policy("B2C_1A_A")), ("b.xml", Policy("B2C_1A_B", baseId: "B2C_1A_Missing")))),
            400, "b.xml: Validation failed: 1 validation error(s) found in policy \"B2C_1A_B\"");
        ShouldBeProblem(await PutAsync(Zip(("keysets.json", """{"keySets":[{"id":"a","keys":[{"kty":"EC","use":"sig"}]}]}"""))), 400, "keysets.json: key set 'a': Bad kty parameter 'EC'");

        (await Control.GetAsync("snapshot?secrets=true")).Text.Should().Be(before);
    }

    [Theory]
    [InlineData("{", "the seed: ")]
    [InlineData("null", "the seed: Write an object")]
    [InlineData("", "the seed: ")]
    [InlineData("""{"more":1}""", "'more'")]
    [InlineData("""{"policies":[null]}""", "policies[0] has no content")]
    [InlineData("""{"policies":[{}]}""", "policies[0] has no content")]
    [InlineData("""{"policies":[{"content":"<a"}]}""", "policies[0]: The policy being uploaded is not XML")]
    [InlineData("""{"keySets":[null]}""", "a key set or a key is null")]
    [InlineData("""{"keySets":[{"id":"a","keys":[null]}]}""", "a key set or a key is null")]
    [InlineData("""{"keySets":[{"id":"a"},{"id":"A"}]}""", "already exists")]
    [InlineData("""{"keySets":[{}]}""", "The trustframework keyset parameter 'id' is missing")]
    public async Task An_invalid_document_is_refused(string json, string detail) => ShouldBeProblem(await Control.PutAsync("seed", json), 400, detail);

    public static TheoryData<string, byte[], string> BadZips() => new()
    {
        { "broken", [.. "PK\x03\x04"u8, .. new byte[40]], "The zip cannot be read" },
        { "empty", Zip(), "The zip has no keysets.json, users.json, applications.json or *.xml" },
        { "parent folder", Zip(("../a.xml", "<a/>")), "outside the zip" },
        { "absolute", Zip(("/etc/a.xml", "<a/>")), "outside the zip" },
        { "two folders", Zip(("one/a.xml", "<a/>"), ("two/b.xml", "<b/>")), "are in different folders" },
        { "duplicate", Zip(("a.xml", "<a/>"), ("a.xml", "<b/>")), "The zip has 'a.xml' twice" },
        { "many entries", Zip([.. Enumerable.Range(0, 2001).Select(i => ($"{i}.txt", ""))]), "The zip has 2001 entries" },
        { "bomb", Zip(("a.xml", new string(' ', 40_000_000)), ("b.xml", new string(' ', 40_000_000))), "The zip unpacks to more than 67108864 bytes" },
        { "many policies", Zip([.. Enumerable.Range(0, 201).Select(i => ($"{i:000}.xml", ""))]), "200.xml: The directory" },
    };

    [Theory]
    [MemberData(nameof(BadZips))]
    public async Task An_invalid_zip_is_refused(string kind, byte[] zip, string detail)
    {
        zip.Length.Should().BeLessThan(1_000_000, kind);
        ShouldBeProblem(await PutAsync(zip), 400, detail);
    }

    [Fact]
    public async Task A_seed_has_at_most_32_MiB()
    {
        ShouldBeProblem(await PutAsync(new byte[(32 * 1024 * 1024) + 1]), 413, "A seed has at most 33554432 bytes.");
        ShouldBeProblem(await PutAsync(new byte[2 * 1024 * 1024]), 400, "the seed: ");
    }

    internal static string Document(string[] policies, string more = "\"keySets\":[]") =>
        $$"""{"policies":[{{string.Join(',', policies.Select(policy => $$"""{"content":{{System.Text.Json.JsonSerializer.Serialize(policy)}}}"""))}}],{{more}}}""";

    internal static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    private Task<ApiResponse> PutAsync(byte[] body) => Control.SendAsync(HttpMethod.Put, "seed", new ByteArrayContent(body));
}
