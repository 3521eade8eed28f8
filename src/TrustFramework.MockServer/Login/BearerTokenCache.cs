using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login;

/// <summary>
/// What a bearer says, whatever time it is and whoever has signed it: that never changes, so it is read once for all the requests that
/// bring the same one. What may change is asked each time: lifetime, and the key.
/// </summary>
internal sealed class ParsedBearerToken
{
    /// <summary>Null unless it is a JWT.</summary>
    public JsonWebToken? Jwt { get; init; }

    /// <summary>Of a JWT, or of a list of permissions; null when it is neither.</summary>
    public Principal? Principal { get; init; }

    /// <summary>What lifetime and audience are judged by; null unless it is a JWT.</summary>
    public TokenConditions? Conditions { get; init; }

    /// <summary>It looks like one of Microsoft's: <see cref="ProductionTokenGuard"/>.</summary>
    public bool HasProductionHeader { get; init; }

    /// <summary>The key by which it was found to be signed; null when nobody has looked, or it was not.</summary>
    public SecurityKey? SignedBy { get; set; }
}

/// <summary>The bearers that came of late, read.</summary>
internal sealed class BearerTokenCache(AccessTokenValidator rules, MockServerOptions options) : IDisposable
{
    /// <summary>In characters of bearers, which may come in any number.</summary>
    private const long MaxSize = 512 * 1024;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxSize });
    private readonly bool _isStrict = options.Auth == AuthMode.Strict;

    /// <summary>One that may be Microsoft's is read each time: nothing shall be kept of it.</summary>
    public ParsedBearerToken GetOrParse(string token)
    {
        if (_cache.TryGetValue(token, out ParsedBearerToken? known))
            return known!;
        var read = Parse(token);
        return read.HasProductionHeader ? read : _cache.Set(token, read, new MemoryCacheEntryOptions { Size = token.Length });
    }

    public void Dispose() => _cache.Dispose();

    private ParsedBearerToken Parse(string token)
    {
        if (!Jwt.HasJwtPrefix(token) && PermissionList.IsPermissionList(token))
            return new ParsedBearerToken { Principal = new Principal { Permissions = PermissionList.Parse(token) } };
        var jwt = Jwt.TryRead(token);
        return new ParsedBearerToken
        {
            Jwt = jwt,
            Principal = jwt is null ? null : AccessTokenValidator.CreatePrincipal(jwt, _isStrict),
            Conditions = jwt is null ? null : rules.GetConditions(jwt),
            HasProductionHeader = ProductionTokenGuard.HasProductionHeader(token),
        };
    }
}
