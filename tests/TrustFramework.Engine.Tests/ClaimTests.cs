using System.Text.Json.Nodes;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Issuing;

namespace TrustFramework.Engine.Tests;

public sealed class ClaimTests
{
    [Theory]
    [InlineData("true", "boolean", "true")]
    [InlineData("TRUE", "boolean", "true")]
    [InlineData("perhaps", "boolean", null)]
    [InlineData("-7", "int", "-7")]
    [InlineData("9223372036854775807", "long", "9223372036854775807")]
    [InlineData("7.5", "long", null)]
    [InlineData("2026-11-30T12:00:00+01:00", "dateTime", "2026-11-30T11:00:00.0000000Z")]
    [InlineData("2026-11-30", "date", "2026-11-30")]
    [InlineData("30.11.2026", "date", null)]
    [InlineData("a, b,,c", "stringCollection", "a,b,c")]
    [InlineData("any", "phoneNumber", "any")]
    [InlineData("any", null, "any")]
    public void A_text_is_read_as_the_type_of_the_claim(string text, string? dataType, string? expected) => (ClaimValue.Parse(text, dataType)?.ToText()).Should().Be(expected);

    [Theory]
    [InlineData("x", "string", "\"x\"")]
    [InlineData("", "string", null)]
    [InlineData("true", "boolean", "true")]
    [InlineData("5", "int", "5")]
    [InlineData("5", "long", "5")]
    [InlineData("2022-01-03T11:34:22.0000000Z", "dateTime", "1641209662")]
    [InlineData("2022-01-03", "date", "\"2022-01-03\"")]
    [InlineData("a", "stringCollection", "[\"a\"]")]
    [InlineData("", "stringCollection", null)]
    public void A_token_has_the_JSON_type_of_the_claim(string text, string dataType, string? json)
    {
        var value = ClaimValue.Parse(text, dataType)!;
        var payload = new TokenPayload { Issuer = "", Audience = "", IssuedAt = default, Lifetime = default, Claims = value.IsEmpty ? [] : [new TokenClaim("claim", value)] };

        (JsonNode.Parse(payload.ToJson())!["claim"]?.ToJsonString()).Should().Be(json);
    }

    [Fact]
    public void Claim_types_ignore_letter_case_and_the_bag_is_immutable()
    {
        var bag = ClaimsBag.Empty.WithText("surname", "Doe");

        bag.With("SURNAME", null)["surname"].Should().BeNull();
        bag.WithText("surName", null).FindText("SurName").Should().Be("Doe");
        bag.WithText("surname", "")["surname"]!.IsEmpty.Should().BeTrue();
        bag.WithText("surname", "").FindText("surname").Should().BeNull();
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{Policy:PolicyId}/{policy:policyid}", "B2C_1A_A/B2C_1A_A")]
    [InlineData("{Context:Missing} x", null)]
    [InlineData("{Settings:Tenant} {}", "{Settings:Tenant} {}")]
    public void Resolvers_are_replaced_and_a_missing_value_removes_the_claim(string text, string? expected)
    {
        var resolvers = new ClaimResolvers(
            name => name.Equals("Policy:PolicyId", StringComparison.OrdinalIgnoreCase) ? "B2C_1A_A" : null,
            name => name.StartsWith("Policy:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Context:", StringComparison.OrdinalIgnoreCase));

        resolvers.Resolve(text).Should().Be(expected);
    }
}
