using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer.Identity;

/// <summary>
/// What a bearer says, whatever time it is and whoever has signed it: that never changes, so it is read once for all the requests that
/// bring the same one. What may change is asked each time: lifetime, and the key.
/// </summary>
internal sealed class Bearer
{
    /// <summary>Null unless it is a JWT.</summary>
    public JsonWebToken? Jwt { get; init; }

    /// <summary>Of a JWT, or of a list of permissions; null when it is neither.</summary>
    public Principal? Principal { get; init; }

    /// <summary>What lifetime and audience are judged by; null unless it is a JWT.</summary>
    public TokenTerms? Terms { get; init; }

    /// <summary>It looks like one of Microsoft's: <see cref="Tripwire"/>.</summary>
    public bool IsMarked { get; init; }

    /// <summary>The key by which it was found to be signed; null when nobody has looked, or it was not.</summary>
    public SecurityKey? SignedBy { get; set; }
}

/// <summary>The bearers that came of late, read.</summary>
internal sealed class Bearers(TokenRules rules, MockServerOptions options) : IDisposable
{
    /// <summary>In characters of bearers, which may come in any number.</summary>
    private const long Most = 512 * 1024;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Most });
    private readonly bool _strict = options.Auth == AuthMode.Strict;

    /// <summary>One that may be Microsoft's is read each time: nothing shall be kept of it.</summary>
    public Bearer Of(string token)
    {
        if (_known.TryGetValue(token, out Bearer? known))
            return known!;
        var read = Read(token);
        return read.IsMarked ? read : _known.Set(token, read, new MemoryCacheEntryOptions { Size = token.Length });
    }

    public void Dispose() => _known.Dispose();

    private Bearer Read(string token)
    {
        if (!Jwt.LooksLikeOne(token) && PermissionList.LooksLikeOne(token))
            return new Bearer { Principal = new Principal { Permissions = PermissionList.Parse(token) } };
        var jwt = Jwt.TryRead(token);
        return new Bearer
        {
            Jwt = jwt,
            Principal = jwt is null ? null : TokenRules.Principal(jwt, _strict),
            Terms = jwt is null ? null : rules.TermsOf(jwt),
            IsMarked = Tripwire.HasMarks(token),
        };
    }
}
