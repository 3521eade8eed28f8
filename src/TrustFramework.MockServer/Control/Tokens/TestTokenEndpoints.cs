using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Tokens as a test wants them; without a tenant in the path they are the default one's.</summary>
internal static class TestTokenEndpoints
{
    public static void MapTestTokens(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Tokens", tokens =>
        tokens.MapPost("/tokens", CreateAsync).WithName("ForgeToken")
            .WithSummary("Makes any token, valid or wrong on purpose, signed by the tenant's own key")
            .WithRequestExample("""{"kind":"delegated","user":"reader","permissions":["Policy.Read.All"]}""").Produces<TestTokenResource>().ProducesProblems(400, 403, 413));

    private static Task<IResult> CreateAsync(TenantScope scope, ControlBody<TestTokenRequest> body, TestTokenIssuer forge, TenantRegistry tenants) =>
        forge.CreateAsync(scope.Tenant ?? tenants.Default, body.Value!);
}
