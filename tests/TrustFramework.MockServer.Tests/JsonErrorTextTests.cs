using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.MockServer.Control.Clock;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Snapshots;

namespace TrustFramework.MockServer.Tests;

/// <summary>The messages about JSON that cannot be read. They name members and never types of the program.</summary>
public sealed class JsonErrorTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("it's")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("a']['b")]
    [InlineData("a'].b")]
    [InlineData("a'' could not be mapped to any .NET member contained in type 'x'")]
    public void An_unknown_member_is_named_with_the_members_of_its_object(string name)
    {
        var members = JsonSerializer.Serialize(new Dictionary<string, int>(StringComparer.Ordinal) { [name] = 1 });

        Describe(members, ClockJson.Wire.ClockInstant).Should().Be($"'{name}' is not a member of $ (line 1). The members are now.");
        Describe($$"""{"keySets":[{"keys":[{{members}}]}]}""", SeedJson.Wire.SeedDocument)
            .Should().StartWith($"'{name}' is not a member of $.keySets[0].keys[0] (line 1). The members are kty, ").And.NotContain("SeedKey");
    }

    [Theory]
    [InlineData("""[{}]""", "$[0] (line 1) lacks required members: 'id'.")]
    [InlineData("""[{"id":null}]""", "$[0].id (line 1) must not be null.")]
    [InlineData("""[{"id":[]}]""", "$[0].id (line 1) must be a string.")]
    [InlineData("""[{"id":"\ud800"}]""", "$[0].id (line 1) contains text that is not valid Unicode.")]
    [InlineData("""[{"id":"a","\udc00":1}]""", "$[0] (line 1) contains text that is not valid Unicode.")]
    [InlineData("""[1]""", "$[0] (line 1) must be an object.")]
    [InlineData("""{}""", "$ (line 1) must be an array.")]
    public void A_member_that_is_missing_or_of_another_type_is_named(string json, string message) =>
        Describe(json, SnapshotJson.Wire.PolicySnapshotArray).Should().Be(message);

    [Fact]
    public void All_missing_members_are_named() => Describe("[{}]", SnapshotJson.Wire.AuthorizationCodeSnapshotArray)
        .Should().StartWith("$[0] (line 1) lacks required members: 'code', 'expires', ").And.EndWith("'.").And.NotContain("Snapshot");

    private static string Describe<T>(string json, JsonTypeInfo<T> type)
    {
        var read = () => JsonSerializer.Deserialize(json, type);
        return JsonErrorText.Describe(read.Should().Throw<JsonException>().Which, type);
    }
}
