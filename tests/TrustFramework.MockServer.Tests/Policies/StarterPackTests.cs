using System.Text;
using System.Xml.Linq;

namespace TrustFramework.MockServer.Tests.Policies;

/// <summary>Runs if Microsoft's public starter pack exists in the folder that STARTERPACK names, or beside the checkout.</summary>
public sealed class StarterPackTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Standard = "SocialAndLocalAccounts";
    private const string Incomplete = "PasswordChange.xml";

    private static readonly string[] ProfilesWithoutClientId = ["login-NonInteractive", "login-NonInteractive-PasswordChange"];

    private readonly TrustFrameworkClient _client = server.NewTenant();

    public static TheoryData<string> Folders() => [.. StarterPack.Folders()];

    [StarterPackFact]
    public void The_pack_is_complete() => StarterPack.Folders().Sum(folder => StarterPack.Files(folder).Count).Should().Be(57);

    [StarterPackTheory]
    [MemberData(nameof(Folders))]
    public async Task Every_file_of_a_folder_uploads_base_first_and_is_returned_byte_for_byte(string folder)
    {
        var own = StarterPack.Files(folder);
        // Two scenarios have no base file and use the standard one without its relying parties.
        var shared = own.TrueForAll(file => file.BaseId is not null) ? StarterPack.Files(Standard).Where(file => file.Name.StartsWith("TrustFramework", StringComparison.Ordinal)) : [];
        var files = StarterPack.BaseFirst(own.Where(file => file.Name != Incomplete).UnionBy(shared, file => file.Id, StringComparer.OrdinalIgnoreCase));
        await CreateKeySetsAsync(files);

        foreach (var file in files)
            (await PutAsync(file)).Should().Be(201, "{0} is new", file.Name);
        foreach (var file in files)
            (await PutAsync(file)).Should().Be(200, "{0} exists", file.Name);

        foreach (var file in files)
            (await _client.GetAsync($"policies/{file.Id}/$value")).Bytes.Should().Equal(file.Bytes, "{0} was stored as sent", file.Name);
        (await _client.GetAsync("policies/$count")).Text.Should().Be($"{files.Count}");
    }

    /// <summary>
    /// The scenario's own Extensions file replaces the standard one, which contains the <c>client_id</c> of <c>login-NonInteractive</c>. The
    /// service reports these two errors for it (starterpack #124, azure-docs #107064).
    /// </summary>
    [StarterPackFact]
    public async Task The_file_that_the_service_refuses_unchanged_is_refused_for_the_same_two_reasons()
    {
        var scenario = StarterPack.Files("scenarios/password-change");
        var files = StarterPack.BaseFirst(scenario.UnionBy(
            StarterPack.Files(Standard).Where(file => file.Name.StartsWith("TrustFramework", StringComparison.Ordinal)), file => file.Id, StringComparer.OrdinalIgnoreCase));
        await CreateKeySetsAsync(files);
        foreach (var file in files.Where(file => file.Name != Incomplete))
            await PutAsync(file);
        var leaf = scenario.Single(file => file.Name == Incomplete);

        var response = await _client.SendAsync(HttpMethod.Put, $"policies/{leaf.Id}/$value", new ByteArrayContent(leaf.Bytes));

        var findings = string.Concat(ProfilesWithoutClientId.Select(profile =>
            $"TechnicalProfile \"{profile}\" in policy \"{leaf.Id}\" of tenant \"{TrustFrameworkClient.Domain}\" defines an invalid value \"\" for the metadata item \"client_id.\""));
        response.ShouldBeError(
            400, "AADB2C",
            $"Validation failed: 2 validation error(s) found in policy \"{leaf.Id.ToUpperInvariant()}\" of tenant \"{TrustFrameworkClient.Domain}\".{findings}{findings}");
    }

    [StarterPackFact]
    public async Task A_child_before_its_base_gives_the_missing_base_error()
    {
        var child = StarterPack.BaseFirst(StarterPack.Files(Standard))[^1];

        var response = await _client.SendAsync(HttpMethod.Put, $"policies/{child.Id}/$value", new ByteArrayContent(child.Bytes));

        var finding = $"Policy with 'policyId': {child.BaseId!.ToUpperInvariant()} cannot be found in the directory '{_client.Tenant}'.";
        response.ShouldBeError(
            400, "AADB2C",
            $"Validation failed: 1 validation error(s) found in policy \"{child.Id.ToUpperInvariant()}\" of tenant \"{TrustFrameworkClient.Domain}\"."
            + finding + finding);
    }

    [StarterPackFact]
    public async Task A_file_with_the_placeholder_tenant_gives_the_tenant_error()
    {
        var files = StarterPack.BaseFirst(StarterPack.Files(Standard));
        await CreateKeySetsAsync(files);
        foreach (var file in files)
            await PutAsync(file);
        var raw = File.ReadAllText(Path.Combine(StarterPack.Root!, Standard, "TrustFrameworkBase.xml"));

        var response = await _client.PutPolicyAsync("B2C_1A_TrustFrameworkBase", raw);

        response.Message.Should().EndWith("TenantId in the policy xml 'yourtenant.onmicrosoft.com' is not same as the one in login tenant 'contoso.onmicrosoft.com'.");
    }

    private async Task CreateKeySetsAsync(IEnumerable<StarterPackFile> files)
    {
        foreach (var set in files.SelectMany(file => file.KeySets).Distinct(StringComparer.Ordinal))
            (await _client.PostAsync("keySets", $$"""{"id":"{{set}}"}""")).Status.Should().Be(201);
    }

    private async Task<int> PutAsync(StarterPackFile file) =>
        (await _client.SendAsync(HttpMethod.Put, $"policies/{file.Id}/$value", new ByteArrayContent(file.Bytes))).Status;
}

/// <summary>One file of the pack with the tenant's name filled in.</summary>
public sealed record StarterPackFile(string Name, string Id, string? BaseId, byte[] Bytes, IReadOnlyList<string> KeySets);

internal static class StarterPack
{
    /// <summary>Null when the pack is absent.</summary>
    public static string? Root { get; } = new[]
    {
        Environment.GetEnvironmentVariable("STARTERPACK"),
        Path.Combine(RepositoryPaths.Root, "..", "shared", "corpus", "starterpack"),
    }.FirstOrDefault(Directory.Exists);

    public static IReadOnlyList<string> Folders() => Root is null
        ? ["none"]
        : [.. Directory.GetFiles(Root, "*.xml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static List<StarterPackFile> Files(string folder) => [.. Directory.GetFiles(Path.Combine(Root!, folder), "*.xml").Order(StringComparer.Ordinal).Select(Read)];

    public static List<StarterPackFile> BaseFirst(IEnumerable<StarterPackFile> files)
    {
        var remaining = files.ToList();
        var sorted = new List<StarterPackFile>();
        while (remaining.Count > 0)
        {
            var next = remaining.First(file => remaining.TrueForAll(other => other.Id != file.BaseId));
            remaining.Remove(next);
            sorted.Add(next);
        }

        return sorted;
    }

    private static StarterPackFile Read(string file)
    {
        var bytes = Replace(File.ReadAllBytes(file), "yourtenant.onmicrosoft.com", TrustFrameworkClient.Domain);
        using var stream = new MemoryStream(bytes);
        var root = XDocument.Load(stream).Root!;
        var ns = root.GetDefaultNamespace();
        return new StarterPackFile(
            Path.GetFileName(file),
            root.Attribute("PolicyId")!.Value,
            root.Element(ns + "BasePolicy")?.Element(ns + "PolicyId")?.Value,
            bytes,
            [.. root.Descendants().Attributes("StorageReferenceId").Select(attribute => attribute.Value)]);
    }

    // On bytes, because some files have a byte order mark.
    private static byte[] Replace(byte[] bytes, string old, string with) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace(old, with, StringComparison.Ordinal));
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class StarterPackFactAttribute : FactAttribute
{
    public StarterPackFactAttribute() => Skip = StarterPackSkip.Reason;
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class StarterPackTheoryAttribute : TheoryAttribute
{
    public StarterPackTheoryAttribute() => Skip = StarterPackSkip.Reason;
}

internal static class StarterPackSkip
{
    /// <summary>The pack cannot be copied into this repository. When STARTERPACK is set, its absence fails the tests.</summary>
    public static string? Reason => StarterPack.Root is not null || Environment.GetEnvironmentVariable("STARTERPACK") is not null
        ? null
        : "The starter pack is missing. Clone it and set STARTERPACK to its folder.";
}
