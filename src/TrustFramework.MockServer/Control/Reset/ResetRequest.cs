using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Reset;

/// <summary><c>{"parts":["state","journal"]}</c>; all parts when the member is omitted.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ResetRequest
{
    public IReadOnlyList<string?>? Parts { get; init; }

    /// <summary>Null when a name is unknown.</summary>
    public IReadOnlySet<ResetPart>? ParseParts()
    {
        var partsByName = Enum.GetValues<ResetPart>().ToDictionary(part => part.ToString(), StringComparer.OrdinalIgnoreCase);
        if (Parts is null)
            return partsByName.Values.ToHashSet();
        return Parts.All(part => part is not null && partsByName.ContainsKey(part)) ? Parts.Select(part => partsByName[part!]).ToHashSet() : null;
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ResetRequest))]
internal sealed partial class ResetJson : JsonSerializerContext
{
    public static ResetJson Wire { get; } = new(GraphJson.CreateOptions());
}
