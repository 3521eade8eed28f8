using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Makes a seed of files, from wherever they come, or of one document. What does not concern a seed is not looked at.</summary>
internal static class SeedFiles
{
    public const string KeySetFileName = "keysets.json";

    private const string DocumentName = "the seed";

    public static bool IsSeedFile(string name) => name == KeySetFileName || name.EndsWith(".xml", StringComparison.Ordinal);

    /// <param name="files">By name, without a folder.</param>
    public static SeedReading Read(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        IReadOnlyList<SeedKeySet> keySets = [];
        var policies = new List<SeedPolicy>();
        foreach (var (name, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (name != KeySetFileName)
            {
                policies.Add(new SeedPolicy(name, bytes));
                continue;
            }

            var (file, fault) = Parse(bytes, SeedJson.Wire.SeedKeySetFile, name);
            fault ??= ReadKeySets(file!.KeySets, name, out keySets);
            if (fault is not null)
                return SeedReading.Wrong(fault);
        }

        return new Seed(KeySetFileName, keySets, policies);
    }

    public static SeedReading ReadDocument(ReadOnlyMemory<byte> json)
    {
        var (document, fault) = Parse(json, SeedJson.Wire.SeedDocument, DocumentName);
        IReadOnlyList<SeedKeySet> keySets = [];
        fault ??= ReadKeySets(document!.KeySets, DocumentName, out keySets);
        if (fault is not null)
            return SeedReading.Wrong(fault);
        var policies = new List<SeedPolicy>();
        foreach (var policy in document!.Policies ?? [])
        {
            var name = $"policies[{policies.Count}]";
            if (policy?.Content is not { } content)
                return SeedReading.Wrong($"{name} has no content.");
            policies.Add(new SeedPolicy(name, Encoding.UTF8.GetBytes(content)));
        }

        return new Seed("keySets", keySets, policies);
    }

    private static (T? Value, string? Fault) Parse<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type, string name)
        where T : class
    {
        // As a file on a disk may, it may begin with a byte order mark.
        var text = json.Span.StartsWith(Encoding.UTF8.Preamble) ? json.Span[Encoding.UTF8.Preamble.Length..] : json.Span;
        try
        {
            return JsonSerializer.Deserialize(text, type) is { } value ? (value, null) : (null, $"{name}: Write an object, not null.");
        }
        catch (JsonException notJson)
        {
            return (null, $"{name}: {notJson.Message}");
        }
    }

    private static string? ReadKeySets(IReadOnlyList<SeedKeySet?>? given, string name, out IReadOnlyList<SeedKeySet> keySets)
    {
        keySets = [.. (given ?? []).OfType<SeedKeySet>()];
        return keySets.Count == (given?.Count ?? 0) && keySets.All(set => set.Keys?.All(key => key is not null) ?? true)
            ? null
            : $"{name}: a key set, or a key, is null.";
    }
}
