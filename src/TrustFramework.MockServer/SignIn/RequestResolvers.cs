using System.Collections.Frozen;
using System.Globalization;
using TrustFramework.Engine.Claims;

namespace TrustFramework.MockServer.SignIn;

/// <summary>The values of claim resolvers in one request: runtime 6.7.</summary>
internal static class RequestResolvers
{
    /// <summary>A default value with one of these would put a secret into a token.</summary>
    private static readonly FrozenSet<string> SecretParameters = FrozenSet.ToFrozenSet(
        ["password", "client_secret", "client_assertion", "code", "code_verifier", "refresh_token", "id_token_hint"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Categories = ["Culture", "Policy", "Context", "OIDC", "OAUTH-KV", "Claim"];

    /// <param name="parameter">A parameter of the authorization or token request; empty if it was not sent.</param>
    public static ClaimResolvers Create(SignInTenant tenant, HttpContext http, string correlationId, ClaimsBag claims, Func<string, string> parameter) => new(
        name => Find(name, tenant, http, correlationId, claims, parameter),
        name => name.Equals("policy", StringComparison.OrdinalIgnoreCase) || Categories.Contains(name.Split(':')[0], StringComparer.OrdinalIgnoreCase));

    private static string? Find(string resolver, SignInTenant tenant, HttpContext http, string correlationId, ClaimsBag claims, Func<string, string> parameter)
    {
        var (category, name) = resolver.Split(':', 2) is [var first, var rest] ? (first.ToUpperInvariant(), rest) : (resolver.ToUpperInvariant(), "");
        return category switch
        {
            "POLICY" => FindPolicyValue(name, tenant),
            "CONTEXT" => FindContextValue(name, tenant, http, correlationId),
            "CULTURE" => FindCultureValue(name, parameter("ui_locales")),
            "OIDC" => NullIfEmpty(parameter(GetParameterName(name))),
            "OAUTH-KV" => SecretParameters.Contains(name) ? null : NullIfEmpty(parameter(name)),
            "CLAIM" => claims.FindText(name),
            _ => null,
        };
    }

    /// <summary><c>{policy}</c> is the policy in the form of tokens. [I]</summary>
    private static string? FindPolicyValue(string name, SignInTenant tenant) => name.ToUpperInvariant() switch
    {
        "" => tenant.PolicyId,
        "POLICYID" => tenant.RelyingParty.Policy.PolicyId,
        "RELYINGPARTYTENANTID" or "TRUSTFRAMEWORKTENANTID" => tenant.Domain,
        "TENANTOBJECTID" => tenant.Tenant.Id.ToString(),
        _ => null,
    };

    private static string? FindContextValue(string name, SignInTenant tenant, HttpContext http, string correlationId) => name.ToUpperInvariant() switch
    {
        "CORRELATIONID" => correlationId,
        "DATETIMEINUTC" => tenant.Now.UtcDateTime.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture),
        "DEPLOYMENTMODE" => tenant.RelyingParty.Policy.Root["DeploymentMode"] ?? "Production",
        "HOSTNAME" => http.Request.Host.Host,
        "IPADDRESS" => http.Connection.RemoteIpAddress?.ToString(),
        "KMSI" => "false",
        _ => null,
    };

    /// <summary>Without <c>ui_locales</c>, English: the browser's language is used once there are pages in it.</summary>
    private static string? FindCultureValue(string name, string locales)
    {
        var tag = locales.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(locale => locale.Length <= 20 && locale.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) ?? "en";
        return name.ToUpperInvariant() switch
        {
            "LANGUAGENAME" => tag.Split('-')[0].ToLowerInvariant(),
            "REGIONNAME" => tag.Split('-') is [_, .., var region] ? region.ToUpperInvariant() : null,
            "RFC5646" => tag,
            _ => null,
        };
    }

    private static string GetParameterName(string resolver) => resolver.ToUpperInvariant() switch
    {
        "AUTHENTICATIONCONTEXTREFERENCES" => "acr_values",
        "CLIENTID" => "client_id",
        "DOMAINHINT" => "domain_hint",
        "LOGINHINT" => "login_hint",
        "MAXAGE" => "max_age",
        "REDIRECTURI" => "redirect_uri",
        "USERNAME" => "username",
        // Not Password: see SecretParameters.
        "NONCE" or "PROMPT" or "RESOURCE" or "SCOPE" => resolver.ToLowerInvariant(),
        _ => "",
    };

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
