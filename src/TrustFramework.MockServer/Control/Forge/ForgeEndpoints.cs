using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Forge;

/// <summary>Tokens as a test wants them; without a tenant in the path they are the default one's.</summary>
internal static class ForgeEndpoints
{
    public static void MapForge(this IEndpointRouteBuilder routes) => routes.MapForEveryoneAndEach("Tokens", tokens =>
        tokens.MapPost("/tokens", ForgeAsync).WithName("ForgeToken")
            .WithSummary("Makes any token, valid or wrong on purpose, signed by the tenant's own key")
            .Example("""{"kind":"delegated","user":"reader","permissions":["Policy.Read.All"]}""").Produces<ForgedTokenResource>().Refuses(400, 403, 413));

    private static Task<IResult> ForgeAsync(Scope scope, ControlBody<ForgeRequest> body, TokenForge forge, TenantRegistry tenants) =>
        forge.ForgeAsync(scope.Tenant ?? tenants.Default, body.Value!);
}
