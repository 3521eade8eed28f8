using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>The profiles that these rules are about, and how samples write one.</summary>
internal static class DirectoryProfiles
{
    private const string Handler = "AzureActiveDirectoryProvider";

    public const string OneInput = """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" /></InputClaims>""";

    /// <summary>Those the relying party's journeys use; none without a relying party: what a base leaves out may come from its child.</summary>
    public static IEnumerable<TechnicalProfile> Reached(PolicyCase policy) => policy.Merged.Reach.Profiles.Where(profile => profile.IsHandledBy(Handler));

    /// <summary>Whether the profile's <c>Operation</c> is one of these, in any letter case.</summary>
    public static bool Does(TechnicalProfile profile, params ReadOnlySpan<string> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Equals(profile.Meta(OperationRule.Key), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public static RuleSample Bare(string inside) => ReachedProfileSample.Of(Handler, inside);

    /// <summary>A profile with that operation and these claims.</summary>
    /// <param name="metadata">More items, behind the operation.</param>
    public static RuleSample Sample(string operation, string claims, string metadata = "") =>
        Bare($"""<Metadata><Item Key="{OperationRule.Key}">{operation}</Item>{metadata}</Metadata>{claims}""");

    /// <summary>A profile that reads this one claim.</summary>
    public static RuleSample Reading(string outputClaim, string metadata = "") =>
        Sample("Read", $"{OneInput}<OutputClaims>{outputClaim}</OutputClaims>", metadata);

    /// <summary>A profile that writes this one claim.</summary>
    public static RuleSample Writing(string persistedClaim) =>
        Sample("Write", $"{OneInput}<PersistedClaims>{persistedClaim}</PersistedClaims>");
}
