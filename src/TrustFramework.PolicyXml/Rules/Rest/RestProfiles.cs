using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Rest;

/// <summary>The technical profiles that these rules check, and their samples.</summary>
internal static class RestProfiles
{
    public const string AuthenticationTypeKey = "AuthenticationType";
    public const string ServiceUrlKey = "ServiceUrl";

    /// <summary>The authentication type whose key is sent in the HTTP header that the id of the key names.</summary>
    public const string ApiKeyHeader = "ApiKeyHeader";

    private const string Handler = "RestfulProvider";

    /// <summary>
    /// Returns the profiles that the journeys of the relying party use. In all reports of rejected REST profiles, a relying party
    /// was uploaded after its extension file had been accepted (UM#32, blog.beachside.dev 2021-06-02 [O]).
    /// </summary>
    public static IEnumerable<TechnicalProfile> GetReachable(ValidationContext context) => context.Merged.Reachable.Profiles.Where(profile => profile.IsHandledBy(Handler));

    /// <summary>Returns whether the profile has the authentication type, ignoring case.</summary>
    public static bool HasAuthenticationType(TechnicalProfile profile, string type) =>
        type.Equals(profile.FindMetadataValue(AuthenticationTypeKey), StringComparison.OrdinalIgnoreCase);

    public static RuleSample MinimalSample(string content) => ReachableProfileSample.Create(Handler, content);

    /// <summary>Creates a profile that is complete except for what its authentication type requires.</summary>
    /// <param name="metadata">Additional metadata items.</param>
    /// <param name="otherElements">The elements after the metadata.</param>
    public static RuleSample Sample(string authentication, string metadata = "", string otherElements = "", string url = "https://api.contoso.com/claims") => MinimalSample(
        $"""
        <Metadata>
          <Item Key="{ServiceUrlKey}">{url}</Item>
          <Item Key="{AuthenticationTypeKey}">{authentication}</Item>
          {metadata}
        </Metadata>
        {otherElements}
        """);

    /// <summary>Creates a profile without authentication that allows this explicitly.</summary>
    public static RuleSample UnauthenticatedSample(string metadata = "", string url = "https://api.contoso.com/claims") =>
        Sample("None", $"""<Item Key="AllowInsecureAuthInProduction">true</Item>{metadata}""", url: url);

    /// <summary>Creates a list of keys with these ids.</summary>
    public static string CryptographicKeys(params IEnumerable<string> ids) =>
        $"<CryptographicKeys>{string.Concat(ids.Select(id => $"""<Key Id="{id}" StorageReferenceId="{RuleSample.KeySet}" />"""))}</CryptographicKeys>";
}
