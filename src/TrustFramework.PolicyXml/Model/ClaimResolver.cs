using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace TrustFramework.PolicyXml.Model;

/// <summary>A claim resolver in a value of a policy: <c>{Context:CorrelationId}</c>.</summary>
/// <param name="Category">The part before the colon, as written.</param>
/// <param name="Name">The part after the colon, as written.</param>
internal readonly partial record struct ClaimResolver(string Category, string Name)
{
    /// <summary>The documented resolvers: <c>runtime.md</c> 6.7. A category without names has any.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> NamesByCategory = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Culture"] = "LanguageName LCID RegionName RFC5646",
        ["Policy"] = "PolicyId RelyingPartyTenantId TenantObjectId TrustFrameworkTenantId",
        ["Context"] = "BuildNumber CorrelationId DateTimeInUtc DeploymentMode HostName IPAddress KMSI",
        ["OIDC"] = "AuthenticationContextReferences ClientId DomainHint LoginHint MaxAge Nonce Password Prompt RedirectUri Resource Scope Username",
        ["SAML"] = "AuthnContextClassReferences NameIdPolicyFormat Issuer AllowCreate ForceAuthn ProviderName RelayState Subject Binding",
        ["oauth2"] = "access_token token_type expires_in refresh_token",
        ["Claim"] = "",
        ["OAUTH-KV"] = "",
        ["SAML-KV"] = "",
    }.ToFrozenDictionary(
        category => category.Key,
        category => category.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> AllNames = NamesByCategory.Values.SelectMany(names => names).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the resolver has a documented category with a name that is not documented, or a documented name with another category. Other text
    /// in braces is not a claim resolver.
    /// </summary>
    public bool IsMisspelled => NamesByCategory.TryGetValue(Category, out var names)
        ? names.Count > 0 && !names.Contains(Name)
        : AllNames.Contains(Name) && !IsSetting;

    /// <summary>A placeholder of the VS Code extension.</summary>
    private bool IsSetting => Category.Equals("Settings", StringComparison.OrdinalIgnoreCase);

    /// <summary>The names of the category, as a list for messages; null if the category is not documented or has any name.</summary>
    public string? DescribeNames() => NamesByCategory.TryGetValue(Category, out var names) && names.Count > 0 ? string.Join(", ", names.Order(StringComparer.Ordinal)) : null;

    public static IEnumerable<ClaimResolver> FindAll(string value) => value.Contains('{', StringComparison.Ordinal)
        ? Pattern().Matches(value).Select(match => new ClaimResolver(match.Groups["category"].Value, match.Groups["name"].Value))
        : [];

    public override string ToString() => $"{{{Category}:{Name}}}";

    [GeneratedRegex(@"\{(?<category>[A-Za-z0-9-]{1,20}):(?<name>[^{}]{1,200})\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Pattern();
}
