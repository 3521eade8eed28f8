using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Identity.Tokens;

/// <summary>What an access token must say and what it then means: conventions 6.</summary>
internal sealed class TokenRules(IEnumerable<string> extraAudiences)
{
    /// <summary>Graph by its address in each cloud, and by its application id.</summary>
    public const string GraphAudience = "https://graph.microsoft.com";

    /// <summary>The tenant of all personal Microsoft accounts.</summary>
    private const string PersonalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly HashSet<string> _audiences = new(
        [
            GraphAudience, "00000003-0000-0000-c000-000000000000", "https://graph.microsoft.us", "https://dod-graph.microsoft.us",
            "https://microsoftgraph.chinacloudapi.cn", .. extraAudiences.Select(audience => audience.TrimEnd('/')),
        ],
        StringComparer.OrdinalIgnoreCase);

    public bool IsGraph(string audience) => _audiences.Contains(audience.TrimEnd('/'));

    public TokenTerms TermsOf(JsonWebToken token)
    {
        var audiences = token.Audiences.ToList();
        return new(audiences.Count == 0 ? null : audiences.Exists(IsGraph), Instant(token.ValidFrom), Instant(token.ValidTo));
    }

    /// <summary>Audience, then lifetime. What a token does not say is only missed in strict mode.</summary>
    /// <param name="now">The time in the token's tenant.</param>
    public static CatalogueEntry? Judge(TokenTerms terms, DateTimeOffset now, bool strict)
    {
        if (!(terms.IsForGraph ?? !strict))
            return Catalogue.TokenAudience;
        if (terms.Expires is { } expires ? now - Skew >= expires : strict)
            return Catalogue.TokenExpired;
        return terms.Starts is { } start && now + Skew < start ? Catalogue.TokenNotYetValid : null;
    }

    /// <summary>The claims that matter, delegated and application told apart: <c>idtyp</c>, else whether there is a <c>scp</c>.</summary>
    public static Principal Principal(JsonWebToken token, bool strict)
    {
        var scopes = Text(token, "scp");
        var tenant = Text(token, "tid");
        var delegated = Text(token, "idtyp") is { } kind ? kind != "app" : scopes is not null;
        return new Principal
        {
            TenantName = tenant,
            IsDelegated = delegated,
            Permissions = delegated ? PermissionList.Parse(scopes ?? "") : Values(token, "roles"),
            DirectoryRoles = delegated && strict ? Values(token, "wids") : null,
            IsPersonal = tenant == PersonalTenant || Text(token, "idp") == "live.com",
            ClientId = Text(token, "appid") ?? Text(token, "azp"),
            User = delegated ? User(token) : null,
        };
    }

    /// <summary>By the names that both versions of tokens have for the same.</summary>
    private static SignedInUser User(JsonWebToken token) => new(
        Text(token, "oid"),
        Text(token, "upn") ?? Text(token, "unique_name") ?? Text(token, "preferred_username"),
        Text(token, "name"),
        Text(token, "email"));

    public static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<object>(claim, out var value) && value is string { Length: > 0 } text ? text : null;

    private static HashSet<string> Values(JsonWebToken token, string claim) =>
        token.Claims.Where(candidate => candidate.Type == claim).Select(candidate => candidate.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>The library's word for a claim that is not there is the beginning of time.</summary>
    private static DateTimeOffset? Instant(DateTime claim) => claim == DateTime.MinValue ? null : new DateTimeOffset(claim, TimeSpan.Zero);
}

/// <summary>What a token is judged by. What it does not say is null.</summary>
internal sealed record TokenTerms(bool? IsForGraph, DateTimeOffset? Starts, DateTimeOffset? Expires);
