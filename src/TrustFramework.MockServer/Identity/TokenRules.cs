using System.Collections.Frozen;
using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;

namespace TrustFramework.MockServer.Identity;

/// <summary>What an access token must say and what it then means: conventions 6.</summary>
internal sealed class TokenRules(TimeProvider time, IEnumerable<string> extraAudiences)
{
    /// <summary>Graph by its address in each cloud, and by its application id.</summary>
    public const string GraphAudience = "https://graph.microsoft.com";

    /// <summary>The tenant of all personal Microsoft accounts.</summary>
    private const string PersonalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly FrozenSet<string> _audiences = FrozenSet.ToFrozenSet(
        [
            GraphAudience, "00000003-0000-0000-c000-000000000000", "https://graph.microsoft.us", "https://dod-graph.microsoft.us",
            "https://microsoftgraph.chinacloudapi.cn", .. extraAudiences.Select(audience => audience.TrimEnd('/')),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Audience, then lifetime. What a token does not say is only missed in strict mode.</summary>
    public CatalogueEntry? Judge(JsonWebToken token, bool strict)
    {
        var audiences = token.Audiences.ToList();
        if (audiences.Count == 0 ? strict : !audiences.Exists(audience => _audiences.Contains(audience.TrimEnd('/'))))
            return Catalogue.TokenAudience;
        var now = time.GetUtcNow();
        if (Instant(token, "exp") is { } expires ? now >= expires + Skew : strict)
            return Catalogue.TokenExpired;
        return Instant(token, "nbf") is { } start && now < start - Skew ? Catalogue.TokenNotYetValid : null;
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
        };
    }

    public static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<object>(claim, out var value) && value is string { Length: > 0 } text ? text : null;

    private static FrozenSet<string> Values(JsonWebToken token, string claim) =>
        token.Claims.Where(candidate => candidate.Type == claim).Select(candidate => candidate.Value).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Some libraries write the instants of a token as strings: conventions 5.1 [E]. Nonsense counts as long past.</summary>
    private static DateTimeOffset? Instant(JsonWebToken token, string claim)
    {
        var written = token.Claims.FirstOrDefault(candidate => candidate.Type == claim)?.Value;
        if (written is null)
            return null;
        return double.TryParse(written, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Clamp(seconds, 0, 4e10))
            : DateTimeOffset.UnixEpoch;
    }
}
