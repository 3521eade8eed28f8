namespace TrustFramework.MockServer.Control.Views;

/// <summary>Views that the real service does not offer: the effective policy, the graph of references, and validation without an upload.</summary>
internal static class PolicyViewEndpoints
{
    public static void MapPolicyViews(this IEndpointRouteBuilder routes)
    {
        var views = routes.MapGroup(ControlRoutes.Root).WithTags("Policies").WithGroupName(OpenApiDocumentNames.ControlPlane);
        views.MapGet("/policies/{id}/effective", GetEffectiveAsync)
            .WithName("EffectivePolicy")
            .WithSummary("Returns the policy and all its base policies as one document, with the origin of each element")
            .WithParameterDescriptions()
            .ProducesContent("application/xml", "application/json")
            .ProducesProblems(400, 404, 409);
        views.MapGet("/policies/{id}/graph", GetGraphAsync)
            .WithName("PolicyGraph")
            .WithSummary("Returns the policy's base policies, and everything that its relying party references, as nodes and edges")
            .WithParameterDescriptions()
            .ProducesContent("application/json", PolicyViewHandler.MermaidType)
            .ProducesProblems(400, 404, 409);
        views.MapPost("/validate", ValidateAsync)
            .WithName("ValidatePolicy")
            .WithSummary("Validates a policy in the same way as an upload, without storing it")
            .WithParameterDescriptions()
            .AcceptsPolicy()
            .Produces<ValidationResource>()
            .ProducesProblems(400, 413);
    }

    private static Task<IResult> GetEffectiveAsync(string id, string? tenant, string? format, HttpRequest request, PolicyViewHandler views) =>
        views.GetEffectiveAsync(id, tenant, format ?? ViewFormat.FromAcceptHeader(request));

    private static Task<IResult> GetGraphAsync(string id, string? tenant, string? format, PolicyViewHandler views) =>
        views.GetGraphAsync(id, tenant, format ?? ViewFormat.Json);

    private static Task<IResult> ValidateAsync(string? tenant, string? id, PolicyBody body, PolicyViewHandler views) =>
        views.ValidateAsync(body, tenant, id);
}
