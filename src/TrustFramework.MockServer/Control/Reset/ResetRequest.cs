using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Reset;

/// <summary><c>{"parts":["state","journal"]}</c>; without parts all of them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ResetRequest
{
    public IReadOnlyList<string?>? Parts { get; init; }

    /// <summary>Null when one of them is none.</summary>
    public IReadOnlySet<ResetPart>? ParseParts()
    {
        var named = Enum.GetValues<ResetPart>().ToDictionary(part => part.ToString(), StringComparer.OrdinalIgnoreCase);
        if (Parts is null)
            return named.Values.ToHashSet();
        return Parts.All(part => part is not null && named.ContainsKey(part)) ? Parts.Select(part => named[part!]).ToHashSet() : null;
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ResetRequest))]
internal sealed partial class ResetJson : JsonSerializerContext
{
    public static ResetJson Wire { get; } = new(GraphJson.CreateOptions());
}
