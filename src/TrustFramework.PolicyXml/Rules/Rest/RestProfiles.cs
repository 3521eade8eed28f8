using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>The profiles that these rules are about, and how samples write one.</summary>
internal static class RestProfiles
{
    public const string AuthenticationTypeKey = "AuthenticationType";
    public const string ServiceUrlKey = "ServiceUrl";

    private const string Handler = "RestfulProvider";

    /// <summary>
    /// Those the relying party's journeys use. Reports of refused REST profiles are all about uploads of a relying party whose
    /// extension file was taken before (UM#32, blog.beachside.dev 2021-06-02 [O]).
    /// </summary>
    public static IEnumerable<TechnicalProfile> GetReachable(ValidationContext context) => context.Merged.Reachable.Profiles.Where(profile => profile.IsHandledBy(Handler));

    /// <summary>Whether the profile authenticates itself in that way, in any letter case.</summary>
    public static bool HasAuthenticationType(TechnicalProfile profile, string type) =>
        type.Equals(profile.FindMetadataValue(AuthenticationTypeKey), StringComparison.OrdinalIgnoreCase);

    public static RuleSample MinimalSample(string inside) => ReachableProfileSample.Create(Handler, inside);

    /// <summary>A profile that lacks nothing but what its authentication type may ask for.</summary>
    /// <param name="metadata">More items.</param>
    /// <param name="otherElements">What stands behind the metadata.</param>
    public static RuleSample Sample(string authentication, string metadata = "", string otherElements = "", string url = "https://api.contoso.com/claims") => MinimalSample(
        $"""
        <Metadata>
          <Item Key="{ServiceUrlKey}">{url}</Item>
          <Item Key="{AuthenticationTypeKey}">{authentication}</Item>
          {metadata}
        </Metadata>
        {otherElements}
        """);

    /// <summary>A profile without authentication, which says that it knows.</summary>
    public static RuleSample UnauthenticatedSample(string metadata = "", string url = "https://api.contoso.com/claims") =>
        Sample("None", $"""<Item Key="AllowInsecureAuthInProduction">true</Item>{metadata}""", url: url);

    /// <summary>Key elements with these ids, in their list.</summary>
    public static string CryptographicKeys(params IEnumerable<string> ids) =>
        $"<CryptographicKeys>{string.Concat(ids.Select(id => $"""<Key Id="{id}" StorageReferenceId="{RuleSample.KeySet}" />"""))}</CryptographicKeys>";
}
