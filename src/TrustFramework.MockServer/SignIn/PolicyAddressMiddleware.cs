using System.Collections.Frozen;

namespace TrustFramework.MockServer.SignIn;

/// <summary>
/// Rewrites the forms of a policy's address to the form of the routes, <c>/{tenant}/{policy}/…</c>: the prefixes <c>tfp</c> and <c>te</c>, and the policy as
/// query parameter <c>p</c> (runtime 1). It runs before routing.
/// </summary>
internal sealed class PolicyAddressMiddleware(RequestDelegate next)
{
    /// <summary>What follows the tenant in addresses without a policy segment. With the parameter <c>p</c> they are the policy's.</summary>
    private static readonly FrozenSet<string> Roots = FrozenSet.ToFrozenSet(["oauth2", "v2.0", "discovery", "openid"], StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.Value is { } path && Rewrite(path, context.Request.Query["p"].ToString()) is { } rewritten)
            context.Request.Path = new PathString(rewritten);
        return next(context);
    }

    /// <summary>Null if the path stays as it is.</summary>
    private static string? Rewrite(string path, string policy)
    {
        var segments = path.Split('/');
        var isPrefixed = segments is ["", "tfp" or "te" or "TFP" or "TE", _, _, ..];
        var parts = isPrefixed ? segments.AsSpan(2) : segments.AsSpan(1);
        if (policy.Length > 0 && !policy.Contains('/', StringComparison.Ordinal) && parts.Length > 2 && Roots.Contains(parts[1]))
            return $"/{parts[0]}/{policy}/{string.Join('/', parts[1..].ToArray())}";
        return isPrefixed ? $"/{string.Join('/', parts.ToArray())}" : null;
    }
}
