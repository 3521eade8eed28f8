using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Validates the claims of access tokens for Graph and reads the caller from them: conventions 6.</summary>
internal sealed class AccessTokenValidator(IEnumerable<string> extraAudiences)
{
    public const string GraphAudience = "https://graph.microsoft.com";

    /// <summary>The tenant of all personal Microsoft accounts.</summary>
    private const string PersonalAccountTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Graph's address in each cloud, and its application id.</summary>
    private readonly HashSet<string> _audiences = new(
        [
            .. MicrosoftHosts.Clouds.SelectMany(cloud => cloud.GraphHosts).Select(host => $"https://{host}"), "00000003-0000-0000-c000-000000000000",
            .. extraAudiences.Select(audience => audience.TrimEnd('/')),
        ],
        StringComparer.OrdinalIgnoreCase);

    public bool IsGraphAudience(string audience) => _audiences.Contains(audience.TrimEnd('/'));

    public TokenConditions GetConditions(JsonWebToken token)
    {
        var audiences = token.Audiences.ToList();
        return new(audiences.Count == 0 ? null : audiences.Exists(IsGraphAudience), ToInstant(token.ValidFrom), ToInstant(token.ValidTo));
    }

    /// <summary>Validates the audience, then the lifetime. A missing claim is an error in strict mode only.</summary>
    /// <param name="now">The time in the token's tenant.</param>
    public static GraphErrorDefinition? Validate(TokenConditions conditions, DateTimeOffset now, bool strict)
    {
        if (!(conditions.IsForGraph ?? !strict))
            return GraphErrorCatalog.TokenAudience;
        if (IsExpired(conditions, now, strict))
            return GraphErrorCatalog.TokenExpired;
        return IsNotYetValid(conditions, now) ? GraphErrorCatalog.TokenNotYetValid : null;
    }

    /// <summary>A token without expiry has expired in strict mode only.</summary>
    public static bool IsExpired(TokenConditions conditions, DateTimeOffset now, bool strict) =>
        conditions.Expires is { } expires ? now - ClockSkew >= expires : strict;

    public static bool IsNotYetValid(TokenConditions conditions, DateTimeOffset now) => conditions.NotBefore is { } start && now + ClockSkew < start;

    /// <summary>Reads the caller from the claims. A token is delegated if <c>idtyp</c> says so or, without <c>idtyp</c>, if it has <c>scp</c>.</summary>
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

    /// <summary>The two token versions have different names for the same claim.</summary>
    private static SignedInUser CreateUser(JsonWebToken token) => new(
        GetStringClaim(token, "oid"),
        GetStringClaim(token, "upn") ?? GetStringClaim(token, "unique_name") ?? GetStringClaim(token, "preferred_username"),
        GetStringClaim(token, "name"),
        GetStringClaim(token, "email"));

    public static string? GetStringClaim(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<object>(claim, out var value) && value is string { Length: > 0 } text ? text : null;

    private static HashSet<string> GetClaimValues(JsonWebToken token, string claim) =>
        token.Claims.Where(candidate => candidate.Type == claim).Select(candidate => candidate.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>For a missing claim the library returns <see cref="DateTime.MinValue"/>.</summary>
    private static DateTimeOffset? ToInstant(DateTime claim) => claim == DateTime.MinValue ? null : new DateTimeOffset(claim, TimeSpan.Zero);
}
