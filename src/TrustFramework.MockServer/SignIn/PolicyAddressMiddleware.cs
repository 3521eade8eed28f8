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

    private static readonly PathString[] Prefixes = ["/tfp", "/te"];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        foreach (var prefix in Prefixes)
        {
            if (request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue)
                request.Path = rest;
        }

        if (request.QueryString.HasValue && request.Query["p"].ToString() is { Length: > 0 } policy && InsertPolicy(request.Path.Value ?? "", policy) is { } path)
            request.Path = path;
        return next(context);
    }

    /// <summary>Null for an address that has a policy already, and for one that is no policy's.</summary>
    private static string? InsertPolicy(string path, string policy) =>
        path.Split('/', 4) is ["", var tenant, var root, var rest] && Roots.Contains(root) && !policy.Contains('/', StringComparison.Ordinal)
            ? $"/{tenant}/{policy}/{root}/{rest}"
            : null;
}
