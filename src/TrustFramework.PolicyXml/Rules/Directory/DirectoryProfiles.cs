using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>The profiles that these rules are about, and how samples write one.</summary>
internal static class DirectoryProfiles
{
    private const string Handler = "AzureActiveDirectoryProvider";

    public const string SingleInputClaim = """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" /></InputClaims>""";

    /// <summary>Those the relying party's journeys use; none without a relying party: what a base leaves out may come from its child.</summary>
    public static IEnumerable<TechnicalProfile> GetReachable(ValidationContext context) => context.Merged.Reachable.Profiles.Where(profile => profile.IsHandledBy(Handler));

    /// <summary>Whether the profile's <c>Operation</c> is one of these, in any letter case.</summary>
    public static bool HasOperation(TechnicalProfile profile, params ReadOnlySpan<string> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Equals(profile.FindMetadataValue(OperationRule.Key), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public static RuleSample MinimalSample(string inside) => ReachableProfileSample.Create(Handler, inside);

    /// <summary>A profile with that operation and these claims.</summary>
    /// <param name="metadata">More items, behind the operation.</param>
    public static RuleSample Sample(string operation, string claims, string metadata = "") =>
        MinimalSample($"""<Metadata><Item Key="{OperationRule.Key}">{operation}</Item>{metadata}</Metadata>{claims}""");

    /// <summary>A profile that reads this one claim.</summary>
    public static RuleSample ReadSample(string outputClaim, string metadata = "") =>
        Sample("Read", $"{SingleInputClaim}<OutputClaims>{outputClaim}</OutputClaims>", metadata);

    /// <summary>A profile that writes this one claim.</summary>
    public static RuleSample WriteSample(string persistedClaim) =>
        Sample("Write", $"{SingleInputClaim}<PersistedClaims>{persistedClaim}</PersistedClaims>");
}
