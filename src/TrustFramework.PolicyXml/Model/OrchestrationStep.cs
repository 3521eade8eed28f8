using System.Collections.Immutable;
using System.Globalization;

namespace TrustFramework.PolicyXml.Model;

/// <summary>A step of a journey or sub-journey.</summary>
public sealed class OrchestrationStep(PolicyNode node)
{
    public PolicyNode Node { get; } = node;

    /// <summary>As written. The schema requires a number.</summary>
    public string Order { get; } = node["Order"] ?? "";

    /// <summary>The order as a number; 0 when it is not a number.</summary>
    public int Number { get; } = ParseOrder(node);

    /// <summary><c>ClaimsExchange</c>, <c>SendClaims</c>…</summary>
    public string Type { get; } = node["Type"] ?? "";

    /// <summary><c>ClaimsExchange</c> elements: <c>Id</c>, <c>TechnicalProfileReferenceId</c>.</summary>
    public ImmutableArray<PolicyNode> ClaimsExchanges { get; } = [.. node.Elements("ClaimsExchanges", "ClaimsExchange")];

    /// <summary><c>ClaimsProviderSelection</c> elements: <c>TargetClaimsExchangeId</c>, <c>ValidationClaimsExchangeId</c>.</summary>
    public ImmutableArray<PolicyNode> ClaimsProviderSelections { get; } = [.. node.Elements("ClaimsProviderSelections", "ClaimsProviderSelection")];

    /// <summary><c>Candidate</c> elements: <c>SubJourneyReferenceId</c>.</summary>
    public ImmutableArray<PolicyNode> SubJourneyCandidates { get; } = [.. node.Elements("JourneyList", "Candidate")];

    public string? ContentDefinitionId => Node["ContentDefinitionReferenceId"];

    /// <summary>The profile that issues the token, for SendClaims steps.</summary>
    public string? IssuerProfileId => Node["CpimIssuerTechnicalProfileReferenceId"];

    /// <summary>The order of a step as a number; 0 when it is not a number.</summary>
    internal static int ParseOrder(PolicyNode step) =>
        int.TryParse(step["Order"], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
