using TrustFramework.MockServer.Documents;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>What the service never shows: a policy with all that it inherits, what refers to what, and a judgement without an upload.</summary>
internal static class PolicyViewEndpoints
{
    public static void MapPolicyViews(this IEndpointRouteBuilder routes)
    {
        var views = routes.MapGroup("/_mock").WithTags("Policies").WithGroupName(DocumentServices.ControlPlaneDocument);
        views.MapGet("/policies/{id}/effective", GetEffectiveAsync)
            .WithName("EffectivePolicy")
            .WithSummary("The policy and all its base policies as one document, the origin of each element noted")
            .ProducesContent("application/xml", "application/json").ProducesProblems(400, 404, 409).DescribeParameters();
        views.MapGet("/policies/{id}/graph", GetGraphAsync)
            .WithName("PolicyGraph")
            .WithSummary("What the policy stands on and what its relying party reaches, as nodes and edges")
            .ProducesContent("application/json", PolicyViewHandler.MermaidType).ProducesProblems(400, 404, 409).DescribeParameters();
        views.MapPost("/validate", ValidateAsync)
            .WithName("ValidatePolicy")
            .WithSummary("Judges a policy as an upload would be judged, and stores nothing")
            .Produces<ValidationResource>().ProducesProblems(400, 413).DescribeParameters().AcceptsPolicy();
    }

    private static Task<IResult> GetEffectiveAsync(string id, string? tenant, string? format, HttpRequest request, PolicyViewHandler views) =>
        views.GetEffectiveAsync(id, tenant, format ?? ViewFormat.FromAcceptHeader(request));

    private static Task<IResult> GetGraphAsync(string id, string? tenant, string? format, PolicyViewHandler views) =>
        views.GetGraphAsync(id, tenant, format ?? ViewFormat.Json);

    private static Task<IResult> ValidateAsync(string? tenant, string? id, PolicyBody body, PolicyViewHandler views) =>
        views.ValidateAsync(body, tenant, id);
}
