using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.DirectoryObjects.Applications;
using TrustFramework.MockServer.DirectoryObjects.Users;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Applications;
using TrustFramework.Tenants.KeySets;
using TrustFramework.Tenants.Policies;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Reads a seed from files or from one document.</summary>
internal sealed class SeedFiles(SeedItemReader items)
{
    public const string KeySetFileName = "keysets.json";

    private const string UserFileName = "users.json";
    private const string ApplicationFileName = "applications.json";
    private const string DocumentName = "the seed";

    private static readonly string[] JsonFileNames = [KeySetFileName, UserFileName, ApplicationFileName];

    /// <summary>The names of the files, for messages.</summary>
    public static string ExpectedFiles => $"{string.Join(", ", JsonFileNames)} or *.xml";

    /// <summary>Names are in any letter case. Other files are ignored.</summary>
    public static bool IsSeedFile(string name) => JsonFileNames.Contains(name, StringComparer.OrdinalIgnoreCase) || IsPolicyFile(name);

    /// <summary>The kind of record that a file of a seed contains.</summary>
    public static Type GetKind(string name) => 0 switch
    {
        _ when name.Equals(KeySetFileName, StringComparison.OrdinalIgnoreCase) => typeof(KeySet),
        _ when name.Equals(UserFileName, StringComparison.OrdinalIgnoreCase) => typeof(DirectoryUser),
        _ when name.Equals(ApplicationFileName, StringComparison.OrdinalIgnoreCase) => typeof(Application),
        _ => typeof(StoredPolicy),
    };

    /// <param name="files">By name, without a folder.</param>
    public Result<Seed, string> Read(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var byName = files.ToLookup(file => file.Key, file => file.Value, StringComparer.OrdinalIgnoreCase);
        SeedPolicy[] policies =
            [.. byName.Where(group => IsPolicyFile(group.Key)).SelectMany(group => group.Select(content => new SeedPolicy(group.Key, content))).OrderBy(policy => policy.Name, StringComparer.Ordinal)];
        return ReadKeySets(new Seed(KeySetFileName, [], policies), byName[KeySetFileName].FirstOrDefault())
            .Then(seed => ReadUsers(seed, byName[UserFileName].FirstOrDefault()))
            .Then(seed => ReadApplications(seed, byName[ApplicationFileName].FirstOrDefault()));
    }

    public Result<Seed, string> ReadDocument(ReadOnlyMemory<byte> json) => Parse(json, SeedJson.Wire.SeedDocument, DocumentName)
        .Then(document => RequireKeySets(document.KeySets, DocumentName)
            .Then(keySets => ReadPolicies(document).Map(policies => new Seed("keySets", keySets, policies)))
            .Then(seed => AddUsers(seed, document.Users ?? [], "users"))
            .Then(seed => AddApplications(seed, document.Applications ?? [], "applications")));

    private static bool IsPolicyFile(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    private static Result<Seed, string> ReadKeySets(Seed seed, byte[]? file) => file is null
        ? seed
        : Parse(file, SeedJson.Wire.SeedKeySetFile, KeySetFileName).Then(read => RequireKeySets(read.KeySets, KeySetFileName)).Map(keySets => seed with { KeySets = keySets });

    private Result<Seed, string> ReadUsers(Seed seed, byte[]? file) => file is null
        ? seed
        : Parse(file, SeedJson.Wire.UserRequestArray, UserFileName).Then(list => AddUsers(seed, list, UserFileName));

    private Result<Seed, string> ReadApplications(Seed seed, byte[]? file) => file is null
        ? seed
        : Parse(file, SeedJson.Wire.ApplicationRequestArray, ApplicationFileName).Then(list => AddApplications(seed, list, ApplicationFileName));

    private Result<Seed, string> AddUsers(Seed seed, UserRequest?[] list, string source) => items.ReadUsers(list, source).Map(users => seed with { Users = users });

    private Result<Seed, string> AddApplications(Seed seed, ApplicationRequest?[] list, string source) =>
        items.ReadApplications(list, source).Map(applications => seed with { Applications = applications });

    private static Result<IReadOnlyList<SeedPolicy>, string> ReadPolicies(SeedDocument document)
    {
        var policies = new List<SeedPolicy>();
        foreach (var policy in document.Policies ?? [])
        {
            var name = $"policies[{policies.Count}]";
            if (policy?.Content is not { } content)
                return $"{name} has no content.";
            policies.Add(new SeedPolicy(name, Encoding.UTF8.GetBytes(content)));
        }

        return Result<IReadOnlyList<SeedPolicy>, string>.Success(policies);
    }

    private static Result<T, string> Parse<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type, string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Utf8Text.TrimByteOrderMark(json.Span), type) is { } value ? value : $"{name}: Write an object or an array, not null.";
        }
        catch (JsonException exception)
        {
            return $"{name}: {JsonErrorText.Describe(exception, type)}";
        }
    }

    private static Result<IReadOnlyList<SeedKeySet>, string> RequireKeySets(IReadOnlyList<SeedKeySet?>? keySets, string name) =>
        keySets?.Any(set => set is null || set.Keys?.Contains(null) == true) == true
            ? $"{name}: a key set or a key is null."
            : Result<IReadOnlyList<SeedKeySet>, string>.Success([.. (keySets ?? []).OfType<SeedKeySet>()]);
}
