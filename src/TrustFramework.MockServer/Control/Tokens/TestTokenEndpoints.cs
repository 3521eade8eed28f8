using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Tokens for tests. Without a tenant in the path they are the default tenant's.</summary>
internal static class TestTokenEndpoints
{
    public static void MapTestTokens(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Tokens", tokens =>
        tokens.MapPost("/tokens", CreateAsync).WithName("IssueTestToken")
            .WithSummary("Issues a valid or deliberately invalid token, of the login service or of a policy, signed with the tenant's or the policy's own key")
            .WithRequestExample("""{"kind":"delegated","user":"reader","permissions":["Policy.Read.All"]}""").Produces<TestTokenResource>().ProducesProblems(400, 403, 404, 413));

    private static Task<IResult> CreateAsync(TenantScope scope, ControlBody<TestTokenRequest> body, TestTokenIssuer issuer, TenantRegistry tenants, HttpContext http) =>
        issuer.CreateAsync(scope.Tenant ?? tenants.Default, body.Value!, http);
}
