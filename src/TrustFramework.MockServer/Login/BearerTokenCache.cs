using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login;

/// <summary>A parsed bearer token. Its content never changes, so it is parsed once for all requests; lifetime and signing key are checked on each request.</summary>
internal sealed class ParsedBearerToken
{
    /// <summary>Null unless the token is a JWT.</summary>
    public JsonWebToken? Jwt { get; init; }

    /// <summary>The principal of a JWT or of a list of permissions; null if the token is neither.</summary>
    public Principal? Principal { get; init; }

    /// <summary>Lifetime and audience; null unless the token is a JWT.</summary>
    public TokenConditions? Conditions { get; init; }

    /// <summary>Whether the token looks like one of Microsoft's: <see cref="ProductionTokenGuard"/>.</summary>
    public bool HasProductionHeader { get; init; }

    /// <summary>The id of the key that verified the signature, which is the key's thumbprint; null if the signature is not verified or does not match.</summary>
    public string? SignedBy { get; set; }
}

/// <summary>Caches parsed bearer tokens.</summary>
internal sealed class BearerTokenCache(AccessTokenValidator validator, MockServerOptions options) : IDisposable
{
    /// <summary>In characters of tokens. Clients can send any number of them.</summary>
    private const long MaxSize = 512 * 1024;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxSize });
    private readonly bool _isStrict = options.Auth == AuthMode.Strict;

    /// <summary>A token that can be one of Microsoft's is never cached: the server must keep no live secret.</summary>
    public ParsedBearerToken GetOrParse(string token)
    {
        if (_cache.TryGetValue(token, out ParsedBearerToken? cached))
            return cached!;
        var parsed = Parse(token);
        return parsed.HasProductionHeader ? parsed : _cache.Set(token, parsed, new MemoryCacheEntryOptions { Size = token.Length });
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
            Conditions = jwt is null ? null : validator.GetConditions(jwt),
            HasProductionHeader = ProductionTokenGuard.HasProductionHeader(token),
        };
    }
}
