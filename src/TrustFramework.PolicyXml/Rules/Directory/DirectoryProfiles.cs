using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>The technical profiles that these rules check, and their samples.</summary>
internal static class DirectoryProfiles
{
    private const string Handler = "AzureActiveDirectoryProvider";

    public const string SingleInputClaim = """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" /></InputClaims>""";

    /// <summary>
    /// Returns the profiles that the journeys of the relying party use; none without a relying party, because a child file may
    /// complete the profiles of a base policy.
    /// </summary>
    public static IEnumerable<TechnicalProfile> GetReachable(ValidationContext context) => context.Merged.Reachable.Profiles.Where(profile => profile.IsHandledBy(Handler));

    /// <summary>Returns whether the <c>Operation</c> of the profile is one of these, ignoring case.</summary>
    public static bool HasOperation(TechnicalProfile profile, params ReadOnlySpan<string> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Equals(profile.FindMetadataValue(OperationRule.Key), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public static RuleSample MinimalSample(string content) => ReachableProfileSample.Create(Handler, content);

    /// <summary>Creates a profile with the given operation and claims.</summary>
    /// <param name="metadata">Additional metadata items after the operation.</param>
    public static RuleSample Sample(string operation, string claims, string metadata = "") =>
        MinimalSample($"""<Metadata><Item Key="{OperationRule.Key}">{operation}</Item>{metadata}</Metadata>{claims}""");

    /// <summary>Creates a profile that reads one claim.</summary>
    public static RuleSample ReadSample(string outputClaim, string metadata = "") =>
        Sample("Read", $"{SingleInputClaim}<OutputClaims>{outputClaim}</OutputClaims>", metadata);

    /// <summary>Creates a profile that writes one claim.</summary>
    public static RuleSample WriteSample(string persistedClaim) =>
        Sample("Write", $"{SingleInputClaim}<PersistedClaims>{persistedClaim}</PersistedClaims>");
}
