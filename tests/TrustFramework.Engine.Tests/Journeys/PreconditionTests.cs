using System.Text.Json;
using System.Text.Json.Nodes;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.PolicyXml.Model;
using static TrustFramework.Engine.Tests.TestPolicy;

namespace TrustFramework.Engine.Tests.Journeys;

/// <summary>Preconditions and the enablement of technical profiles.</summary>
public sealed class PreconditionTests
{
    private static readonly Precondition Unsatisfied = new("ClaimsExist", ExecuteActionsIf: true, "missing", Value: null);

    public static TheoryData<string> PreconditionRows => Vectors.Read("Journeys/vectors.json", "preconditions");

    public static TheoryData<string> EnablementRows => Vectors.Read("Journeys/vectors.json", "enablement");

    [Theory]
    [MemberData(nameof(PreconditionRows))]
    public void A_precondition_skips_as_in_its_vector(string row)
    {
        var vector = Vectors.Parse(row);
        var bag = ClaimsBag.Empty.With(vector["bagClaim"]!.GetValue<string>(), ToValue(vector["bagValue"]));
        var precondition = new Precondition(
            vector["type"]!.GetValue<string>(), vector["executeActionsIf"]!.GetValue<string>() == "true", vector["claim"]!.GetValue<string>(), vector["compareTo"]?.GetValue<string>());

        (Preconditions.FindSatisfied([precondition], bag) is not null).Should().Be(vector["skips"]!.GetValue<bool>());
        (Preconditions.FindSatisfied([Unsatisfied, precondition, Unsatisfied], bag) is not null).Should().Be(vector["skips"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("a,b", "stringCollection", "a,b", true, false)]
    [InlineData("a,b", "stringCollection", "a,b", false, true)]
    [InlineData("5", "int", "5", true, true)]
    [InlineData("false", "boolean", "False", true, true)]
    [InlineData("false", "boolean", "false", true, false)]
    [InlineData("", "string", "", true, true)]
    [InlineData("", "string", null, true, true)]
    [InlineData("", "string", "a", false, true)]
    public void ClaimEquals_compares_the_text_of_a_value(string text, string dataType, string? value, bool executeActionsIf, bool skips) =>
        (Preconditions.FindSatisfied([new Precondition("ClaimEquals", executeActionsIf, "CLAIM", value)], ClaimsBag.Empty.With("claim", ClaimValue.Parse(text, dataType))) is not null).Should().Be(skips);

    [Fact]
    public void Nothing_skips_without_preconditions() => Preconditions.FindSatisfied([], ClaimsBag.Empty).Should().BeNull();

    [Theory]
    [MemberData(nameof(EnablementRows))]
    public void A_profile_is_enabled_as_in_its_vector(string row)
    {
        var vector = Vectors.Parse(row);
        var bag = vector["bag"]!.AsObject().Aggregate(ClaimsBag.Empty, (result, claim) => result.With(claim.Key, ToValue(claim.Value)));

        IsEnabled(vector["value"]!.GetValue<string>(), vector["claimType"]?.GetValue<string>(), vector["claimValue"]?.GetValue<string>(), bag).Should().Be(vector["runs"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("true", null, null, true)]
    [InlineData("false", null, null, false)]
    [InlineData("OnClaimsExistence", "FLAG", "True", true)]
    [InlineData("OnClaimsExistence", "flag", "true", false)]
    [InlineData("OnClaimsExistence", null, null, false)]
    [InlineData("OnItemExistenceInStringCollectionClaim", "items", "A", false)]
    [InlineData("OnItemExistenceInStringCollectionClaim", "items", null, false)]
    [InlineData("OnItemExistenceInStringCollectionClaim", "text", "x", true)]
    [InlineData("OnItemExistenceInStringCollectionClaim", "missing", "a", false)]
    [InlineData("OnItemAbsenceInStringCollectionClaim", "items", "a", false)]
    [InlineData("OnItemAbsenceInStringCollectionClaim", "missing", "a", true)]
    public void Enablement_depends_on_claims(string? value, string? claimType, string? claimValue, bool isEnabled)
    {
        var bag = ClaimsBag.Empty.With("flag", new ClaimValue.BooleanValue(Value: true)).With("items", new ClaimValue.CollectionValue(["a"])).WithText("text", "x");

        IsEnabled(value, claimType, claimValue, bag).Should().Be(isEnabled);
    }

    private static bool IsEnabled(string? value, string? claimType, string? claimValue, ClaimsBag bag)
    {
        var items = string.Concat(new[] { ("ClaimTypeOnWhichToEnable", claimType), ("ClaimValueOnWhichToEnable", claimValue) }.Where(item => item.Item2 is not null).Select(item => $"""<Item Key="{item.Item1}">{item.Item2}</Item>"""));
        var metadata = items.Length == 0 ? "" : $"<Metadata>{items}</Metadata>";
        var enabled = value is null ? "" : $"<EnabledForUserJourneys>{value}</EnabledForUserJourneys>";
        var policy = Merge(profiles: $"""<TechnicalProfile Id="profile"><DisplayName>Profile</DisplayName><Protocol Name="None" />{metadata}{enabled}</TechnicalProfile>""");
        return ProfileEnablement.IsEnabled(policy.FindTechnicalProfile("profile")!, bag);
    }

    private static ClaimValue? ToValue(JsonNode? node) => node?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True or JsonValueKind.False => new ClaimValue.BooleanValue(node.GetValue<bool>()),
        JsonValueKind.Array => new ClaimValue.CollectionValue([.. node.AsArray().Select(item => item!.GetValue<string>())]),
        _ => new ClaimValue.TextValue(node.GetValue<string>()),
    };
}
