using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Graph.Query;

/// <summary>A key set whose keys differ in as many queryable properties as keys of one set can.</summary>
internal static class StoredKeys
{
    public const string Path = "keySets/B2C_1A_keys/keys_v2";

    /// <summary>Some bounds are missing, and some are equal.</summary>
    private static readonly (long? From, long? To)[] ValidityPeriods =
    [
        (null, null), (1_700_000_000, 4_000_000_000), (1_700_000_000, null), (null, 4_000_000_000), (1_800_000_000, 4_100_000_000),
        (1_800_000_000, 4_000_000_000), (1_900_000_000, 4_200_000_000), (-5, 4_000_000_001), (0, null),
    ];

    /// <summary>Stores the keys and disables every third. Returns them as the server does, the oldest first.</summary>
    public static async Task<IReadOnlyList<JsonObject>> StoreAsync(TrustFrameworkClient client)
    {
        var keys = ValidityPeriods.Select((period, i) => new JsonObject { ["kty"] = "oct", ["use"] = "sig", ["k"] = $"AQ{i}A", ["nbf"] = period.From, ["exp"] = period.To });
        var created = await client.PostAsync("keySets", new JsonObject { ["id"] = "keys", ["keys"] = new JsonArray([.. keys]) }.ToJsonString());
        created.Status.Should().Be(201, created.Text);
        foreach (var kid in created.Json["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>()).Where((_, i) => i % 3 == 1))
            (await client.PatchAsync($"{Path}/{kid}", """{"status":"disabled"}""")).Status.Should().Be(204);
        return [.. (await client.GetAsync("keySets/B2C_1A_keys")).Json["keys"]!.AsArray().Select(key => key!.DeepClone().AsObject())];
    }
}
