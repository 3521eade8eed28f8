using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.OpenApi;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Grants;

/// <summary>The token endpoint of a policy: reads the form and calls the handler of the grant. runtime 4.1.</summary>
internal sealed class PolicyTokenEndpoint(SignInClientFinder clients, IEnumerable<IPolicyGrantHandler> handlers)
{
    private static readonly SignInEndpointMetadata Metadata = new("token")
    {
        Parameters = PolicyTokenFields.All,
        Authentication = SignInAuthentication.Client,
        Responses = [SignInResponse.Json("The tokens. Whether numbers are JSON numbers or strings follows from the policy.", SignInJson.Wire.PolicyTokenResource)],
        PageErrors = PolicyErrorCatalog.FindBySource("address"),
        JsonErrors = PolicyErrorCatalog.FindBySource("token", "issuing", "journey"),
    };

    private readonly IReadOnlyList<IPolicyGrantHandler> _handlers = [.. handlers];

    public static void Map(IEndpointRouteBuilder policy) => policy.MapPost("/oauth2/v2.0/token", InvokeAsync)
        .WithMetadata(Metadata, new NonGraphEndpointMetadata("tokens of a policy: authorization code, refresh token, password, client credentials", Provenance.Documented))
        .RequireCors(SignInCors.PolicyName);

    private static Task<IResult> InvokeAsync(HttpContext http, SignInRequestContext context, PolicyTokenEndpoint endpoint) => endpoint.HandleAsync(http, context);

    private async Task<IResult> HandleAsync(HttpContext http, SignInRequestContext context)
    {
        if (!context.Tenant.TryGetValue(out var tenant, out var error))
            return context.CreateErrorPage(error);
        var form = await LoginForm.TryReadAsync(http) ?? FormCollection.Empty;
        var grantType = form["grant_type"].ToString();
        var (clientId, secret) = PolicyClientAuthenticator.Read(http.Request, form);
        if (grantType.Length == 0 || clientId.Length == 0)
        {
            return context.CreateErrorResult(PolicyErrorCatalog.ParameterMissing.With(grantType.Length == 0 ? "grant_type" : "client_id") with
            {
                Hint = "Send the parameters in the body as a form (Content-Type: application/x-www-form-urlencoded), not as JSON and not in the query.",
            });
        }

        if (_handlers.FirstOrDefault(handler => handler.GrantType == grantType) is not { } grant)
            return context.CreateErrorResult(PolicyErrorCatalog.GrantTypeUnknown.With(grantType));
        if (!(await clients.FindAsync(clientId, tenant)).TryGetValue(out var client, out error))
            return context.CreateErrorResult(error);
        if (!(await grant.RedeemAsync(new PolicyTokenRequest(http, context, tenant, form, client, secret))).TryGetValue(out var response, out error))
            return context.CreateErrorResult(error);
        context.RecordIssued(grantType, client.Id, user: null);
        return TypedResults.Json(response, SignInJson.Wire.PolicyTokenResource);
    }
}

/// <summary>Redeems the grants of one type.</summary>
internal interface IPolicyGrantHandler
{
    /// <summary><c>grant_type</c></summary>
    string GrantType { get; }

    ValueTask<Result<PolicyTokenResource, PolicyError>> RedeemAsync(PolicyTokenRequest request);
}
