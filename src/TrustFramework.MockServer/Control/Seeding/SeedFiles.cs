using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Reads a seed from files or from one document.</summary>
internal static class SeedFiles
{
    public const string KeySetFileName = "keysets.json";

    private const string DocumentName = "the seed";

    /// <summary>Names are in any letter case. Other files are ignored.</summary>
    public static bool IsSeedFile(string name) => IsKeySetFile(name) || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    /// <param name="files">By name, without a folder.</param>
    public static Result<Seed, string> Read(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var byName = files.ToLookup(file => IsKeySetFile(file.Key));
        SeedPolicy[] policies = [.. byName[false].OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new SeedPolicy(file.Key, file.Value))];
        if (byName[true].Select(file => file.Value).FirstOrDefault() is not { } keySetFile)
            return new Seed(KeySetFileName, [], policies);
        return Parse(keySetFile, SeedJson.Wire.SeedKeySetFile, KeySetFileName)
            .Then(file => RequireKeySets(file.KeySets, KeySetFileName))
            .Map(keySets => new Seed(KeySetFileName, keySets, policies));
    }

    public static Result<Seed, string> ReadDocument(ReadOnlyMemory<byte> json) => Parse(json, SeedJson.Wire.SeedDocument, DocumentName)
        .Then(document => RequireKeySets(document.KeySets, DocumentName)
            .Then(keySets => ReadPolicies(document).Map(policies => new Seed("keySets", keySets, policies))));

    private static bool IsKeySetFile(string name) => name.Equals(KeySetFileName, StringComparison.OrdinalIgnoreCase);

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
            return JsonSerializer.Deserialize(Utf8Text.TrimByteOrderMark(json.Span), type) is { } value ? value : $"{name}: Write an object, not null.";
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
