using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Bearer to caller, or the reason why there is none. It refuses nobody: that comes behind what a gateway does to everybody.</summary>
internal sealed class BearerAuthenticationMiddleware(RequestDelegate next, IBearerTokenReader bearers, TenantRegistry tenants)
{
    private const string BearerPrefix = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var reading = await bearers.ReadAsync(GetToken(context.Request));
        var exchange = GraphRequestContext.Get(context);
        if (reading.Principal is not { } principal)
            exchange.AuthenticationError = AddHint(reading.Fault!.CreateError());
        else if (await FindTenantAsync(principal) is { } tenant)
            exchange.Caller = new Caller(tenant, principal);
        else
            exchange.AuthenticationError = GraphErrorCatalog.TokenTenant.CreateError();
        await next(context);
    }

    private async ValueTask<Tenant?> FindTenantAsync(Principal principal) =>
        principal.TenantName is null ? tenants.Default : await tenants.FindOrCreateAsync(principal.TenantName);

    /// <summary>The scheme's letter case does not matter: clients C15 [W].</summary>
    private static string? GetToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) && header[BearerPrefix.Length..].Trim() is { Length: > 0 } token
            ? token
            : null;
    }

    /// <summary>The traps: the one everybody falls into once (conventions 0 #5 [E]), and the one that shows a live secret to the wrong server.</summary>
    private static GraphError AddHint(GraphError problem) => problem with
    {
        Hint = problem.Definition switch
        {
            _ when problem.Definition == GraphErrorCatalog.TokenMissing =>
                "No bearer token came. A Graph SDK leaves it out without a word when it does not know the host: "
                + "pass allowedHosts [\"localhost\"] without the port (.NET, Kiota) or customHosts (JavaScript, https only).",
            _ when problem.Definition == GraphErrorCatalog.TokenFromMicrosoft =>
                "A client or a pipeline that signed in to the real service points at this server. Either only the address of Graph was changed: "
                + "let its sign-in lead here as well (authority, AZURE_AUTHORITY_HOST). Or it should not come here at all: "
                + "look where graph.microsoft.com leads on its machine (base URL, hosts file, HTTPS_PROXY).",
            _ => problem.Hint,
        },
    };
}
