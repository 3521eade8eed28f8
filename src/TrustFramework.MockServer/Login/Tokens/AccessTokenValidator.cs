using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>What an access token must say and what it then means: conventions 6.</summary>
internal sealed class AccessTokenValidator(IEnumerable<string> extraAudiences)
{
    /// <summary>Graph by its address in each cloud, and by its application id.</summary>
    public const string GraphAudience = "https://graph.microsoft.com";

    /// <summary>The tenant of all personal Microsoft accounts.</summary>
    private const string PersonalAccountTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly HashSet<string> _audiences = new(
        [
            GraphAudience, "00000003-0000-0000-c000-000000000000", "https://graph.microsoft.us", "https://dod-graph.microsoft.us",
            "https://microsoftgraph.chinacloudapi.cn", .. extraAudiences.Select(audience => audience.TrimEnd('/')),
        ],
        StringComparer.OrdinalIgnoreCase);

    public bool IsGraphAudience(string audience) => _audiences.Contains(audience.TrimEnd('/'));

    public TokenConditions GetConditions(JsonWebToken token)
    {
        var audiences = token.Audiences.ToList();
        return new(audiences.Count == 0 ? null : audiences.Exists(IsGraphAudience), ToInstant(token.ValidFrom), ToInstant(token.ValidTo));
    }

    /// <summary>Audience, then lifetime. What a token does not say is only missed in strict mode.</summary>
    /// <param name="now">The time in the token's tenant.</param>
    public static GraphErrorDefinition? Validate(TokenConditions terms, DateTimeOffset now, bool strict)
    {
        if (!(terms.IsForGraph ?? !strict))
            return GraphErrorCatalog.TokenAudience;
        if (terms.Expires is { } expires ? now - ClockSkew >= expires : strict)
            return GraphErrorCatalog.TokenExpired;
        return terms.NotBefore is { } start && now + ClockSkew < start ? GraphErrorCatalog.TokenNotYetValid : null;
    }

    /// <summary>The claims that matter, delegated and application told apart: <c>idtyp</c>, else whether there is a <c>scp</c>.</summary>
    public static Principal CreatePrincipal(JsonWebToken token, bool strict)
    {
        var scopes = GetStringClaim(token, "scp");
        var tenant = GetStringClaim(token, "tid");
        var delegated = GetStringClaim(token, "idtyp") is { } kind ? kind != "app" : scopes is not null;
        return new Principal
        {
            TenantName = tenant,
            IsDelegated = delegated,
            Permissions = delegated ? PermissionList.Parse(scopes ?? "") : GetClaimValues(token, "roles"),
            DirectoryRoles = delegated && strict ? GetClaimValues(token, "wids") : null,
            IsPersonalAccount = tenant == PersonalAccountTenantId || GetStringClaim(token, "idp") == "live.com",
            ClientId = GetStringClaim(token, "appid") ?? GetStringClaim(token, "azp"),
            User = delegated ? CreateUser(token) : null,
        };
    }

    /// <summary>By the names that both versions of tokens have for the same.</summary>
    private static SignedInUser CreateUser(JsonWebToken token) => new(
        GetStringClaim(token, "oid"),
        GetStringClaim(token, "upn") ?? GetStringClaim(token, "unique_name") ?? GetStringClaim(token, "preferred_username"),
        GetStringClaim(token, "name"),
        GetStringClaim(token, "email"));

    public static string? GetStringClaim(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<object>(claim, out var value) && value is string { Length: > 0 } text ? text : null;

    private static HashSet<string> GetClaimValues(JsonWebToken token, string claim) =>
        token.Claims.Where(candidate => candidate.Type == claim).Select(candidate => candidate.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>The library's word for a claim that is not there is the beginning of time.</summary>
    private static DateTimeOffset? ToInstant(DateTime claim) => claim == DateTime.MinValue ? null : new DateTimeOffset(claim, TimeSpan.Zero);
}

/// <summary>What a token is judged by. What it does not say is null.</summary>
internal sealed record TokenConditions(bool? IsForGraph, DateTimeOffset? NotBefore, DateTimeOffset? Expires);
