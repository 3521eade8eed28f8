using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Callers;

/// <summary>Bearer to caller, or 401. It stands before everything else, as the gateway does: an unknown address asks for a token first. [I]</summary>
internal sealed class AuthenticationStage(RequestDelegate next, IBearerReader bearers, TenantRegistry tenants)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var reading = await bearers.ReadAsync(Token(context.Request));
        if (reading.Principal is not { } principal)
        {
            await ProblemWriter.WriteAsync(context, WithHint(reading.Fault!.With()));
            return;
        }

        var tenant = principal.TenantName is null ? tenants.Default : await tenants.FindAsync(principal.TenantName);
        if (tenant is null)
        {
            await ProblemWriter.WriteAsync(context, Catalogue.TokenTenant.With());
            return;
        }

        Exchange.Of(context).Caller = new Caller(tenant, principal);
        await next(context);
    }

    /// <summary>The scheme's letter case does not matter: clients C15 [W].</summary>
    private static string? Token(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header[Scheme.Length..].Trim() is { Length: > 0 } token
            ? token
            : null;
    }

    /// <summary>The traps: the one everybody falls into once (conventions 0 #5 [E]), and the one that shows a live secret to the wrong server.</summary>
    private static Problem WithHint(Problem problem) => problem with
    {
        Hint = problem.Entry switch
        {
            _ when problem.Entry == Catalogue.TokenMissing =>
                "No bearer token came. A Graph SDK leaves it out without a word when it does not know the host: "
                + "pass allowedHosts [\"localhost\"] without the port (.NET, Kiota) or customHosts (JavaScript, https only).",
            _ when problem.Entry == Catalogue.TokenFromMicrosoft =>
                "A client or a pipeline that signed in to the real service points at this server. Either only the address of Graph was changed: "
                + "let its sign-in lead here as well (authority, AZURE_AUTHORITY_HOST). Or it should not come here at all: "
                + "look where graph.microsoft.com leads on its machine (base URL, hosts file, HTTPS_PROXY).",
            _ => problem.Hint,
        },
    };
}
