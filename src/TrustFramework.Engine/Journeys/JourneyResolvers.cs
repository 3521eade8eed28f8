using System.Collections.Frozen;
using System.Globalization;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.Engine.Journeys;

/// <summary>The values of claim resolvers in a journey: runtime 6.7.</summary>
public static class JourneyResolvers
{
    internal const string BuildNumber = "1.0.0.0";
    private const int MaxTagLength = 20;

    private static readonly FrozenSet<string> Categories = FrozenSet.ToFrozenSet(["Culture", "Policy", "Context", "OIDC", "OAUTH-KV", "Claim"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the resolvers for values that reach tokens and pages. Parameters with secrets have no value.</summary>
    public static ClaimResolvers Create(MergedPolicy policy, JourneyTenant tenant, JourneyRequest request, DateTimeOffset now, ClaimsBag claims) =>
        Create(policy, tenant, request, now, claims, allowsSecrets: false);

    /// <summary>Returns the resolvers for the input claims of an exchange. <c>{OIDC:Password}</c> has the password of the request.</summary>
    internal static ClaimResolvers CreateForExchange(JourneyContext context, JourneyRequest request, ClaimsBag claims) =>
        Create(context.Policy, context.Tenant, request, context.Now, claims, allowsSecrets: true);

    private static ClaimResolvers Create(MergedPolicy policy, JourneyTenant tenant, JourneyRequest request, DateTimeOffset now, ClaimsBag claims, bool allowsSecrets) => new(
        resolver =>
        {
            var (category, name) = resolver.Split(':', 2) is [var first, var rest] ? (first.ToUpperInvariant(), rest) : (resolver.ToUpperInvariant(), "");
            return category switch
            {
                "POLICY" => FindPolicyValue(name, policy, tenant),
                "CONTEXT" => FindContextValue(name, policy, request, now),
                "CULTURE" => FindCultureValue(name, GetLanguage(policy, request)),
                "OIDC" => FindParameter(GetParameterName(name), request, allowsSecrets),
                "OAUTH-KV" => FindParameter(name, request, allowsSecrets: false),
                "CLAIM" => claims.FindText(name),
                _ => null,
            };
        },
        resolver => resolver.Equals("policy", StringComparison.OrdinalIgnoreCase) || Categories.Contains(resolver.Split(':')[0]));

    /// <summary>Returns the language tags of <c>ui_locales</c> in their order; English without any.</summary>
    internal static string[] GetLanguages(JourneyRequest request) => request.GetParameter("ui_locales").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where(locale => locale.Length <= MaxTagLength && locale.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')).DefaultIfEmpty("en").ToArray();

    private static string? FindParameter(string name, JourneyRequest request, bool allowsSecrets) =>
        name.Length > 0 && (allowsSecrets || !JourneyRequest.IsSecret(name)) && request.GetParameter(name) is { Length: > 0 } value ? value : null;

    /// <summary><c>{policy}</c> is the policy in the form of tokens. [I]</summary>
    private static string? FindPolicyValue(string name, MergedPolicy policy, JourneyTenant tenant) => name.ToUpperInvariant() switch
    {
        "" => policy.PolicyId.ToLowerInvariant(),
        "POLICYID" => policy.PolicyId,
        "RELYINGPARTYTENANTID" or "TRUSTFRAMEWORKTENANTID" => tenant.Domain,
        "TENANTOBJECTID" => tenant.Id,
        _ => null,
    };

    private static string? FindContextValue(string name, MergedPolicy policy, JourneyRequest request, DateTimeOffset now) => name.ToUpperInvariant() switch
    {
        "BUILDNUMBER" => BuildNumber,
        "CORRELATIONID" => request.CorrelationId,
        "DATETIMEINUTC" => now.UtcDateTime.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture),
        "DEPLOYMENTMODE" => policy.Root["DeploymentMode"] ?? "Production",
        "HOSTNAME" => request.HostName,
        "IPADDRESS" => request.IpAddress,
        "KMSI" => request.KeepSignedIn ? "true" : "false",
        _ => null,
    };

    private static string? FindCultureValue(string name, string tag) => name.ToUpperInvariant() switch
    {
        "LANGUAGENAME" => tag.Split('-')[0].ToLowerInvariant(),
        "LCID" => LanguageIds.Find(tag)?.ToString(CultureInfo.InvariantCulture),
        "REGIONNAME" => tag.Split('-') is [_, .., var region] ? region.ToUpperInvariant() : null,
        "RFC5646" => tag,
        _ => null,
    };

    /// <summary>The first language that the policy supports, else the first one. [I]</summary>
    private static string GetLanguage(MergedPolicy policy, JourneyRequest request)
    {
        var languages = GetLanguages(request);
        var supported = (policy.SupportedLanguages?.Elements("SupportedLanguage") ?? []).Select(language => language.Text.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Array.Find(languages, tag => supported.Contains(tag) || supported.Contains(tag.Split('-')[0])) ?? languages[0];
    }

    private static string GetParameterName(string resolver) => resolver.ToUpperInvariant() switch
    {
        "AUTHENTICATIONCONTEXTREFERENCES" => "acr_values",
        "CLIENTID" => "client_id",
        "DOMAINHINT" => "domain_hint",
        "LOGINHINT" => "login_hint",
        "MAXAGE" => "max_age",
        "REDIRECTURI" => "redirect_uri",
        "NONCE" or "PASSWORD" or "PROMPT" or "RESOURCE" or "SCOPE" or "USERNAME" => resolver.ToLowerInvariant(),
        _ => "",
    };
}
