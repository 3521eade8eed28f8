using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>
/// Identifies the caller by the bearer token, or records why that failed. It rejects no request, because the gateway's faults (429, 503)
/// come first; <see cref="RequireAuthenticationMiddleware"/> does.
/// </summary>
internal sealed class BearerAuthenticationMiddleware(RequestDelegate next, IBearerTokenReader tokenReader, TenantRegistry tenants)
{
    private const string BearerPrefix = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var result = await tokenReader.ReadAsync(GetToken(context.Request));
        var requestContext = GraphRequestContext.Get(context);
        if (!result.TryGetValue(out var principal, out var error))
            requestContext.AuthenticationError = error.CreateError() with { Hint = GetHint(error) };
        else if (await FindTenantAsync(principal) is { } tenant)
            requestContext.Caller = new Caller(tenant, principal);
        else
            requestContext.AuthenticationError = GraphErrorCatalog.TokenTenant.CreateError();
        await next(context);
    }

    private async ValueTask<Tenant?> FindTenantAsync(Principal principal) =>
        principal.TenantName is null ? tenants.Default : await tenants.FindAsync(principal.TenantName);

    /// <summary>The bearer token; null if the request has none. The scheme is case-insensitive: clients C15 [W].</summary>
    public static string? GetToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) && header[BearerPrefix.Length..].Trim() is { Length: > 0 } token
            ? token
            : null;
    }

    /// <summary>A Graph SDK omits the token for a host that it does not know: conventions 0 #5 [E].</summary>
    private static string? GetHint(GraphErrorDefinition error) => error switch
    {
        _ when error == GraphErrorCatalog.TokenMissing =>
            "The request has no bearer token. A Graph SDK omits the token, without an error, when it does not know the host. "
            + "Pass allowedHosts [\"localhost\"] without the port (.NET, Kiota) or customHosts (JavaScript, https only).",
        _ when error == GraphErrorCatalog.TokenFromMicrosoft =>
            "A client that signed in to the real service sent its token to this server. If it should use this server, "
            + "change its sign-in address too (authority, AZURE_AUTHORITY_HOST). If it should use the real service, "
            + "check what graph.microsoft.com resolves to on its machine (base URL, hosts file, HTTPS_PROXY).",
        _ when error == GraphErrorCatalog.TokenWithoutDots || error == GraphErrorCatalog.TokenMalformed =>
            "The bearer is neither a JWT nor a list of permission names that exist. Mode stub accepts names separated by spaces or commas, such as "
            + "Policy.ReadWrite.TrustFramework; other modes accept only JWTs.",
        _ => null,
    };
}
