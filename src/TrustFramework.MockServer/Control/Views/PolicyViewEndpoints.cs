using TrustFramework.MockServer.Documents;

namespace TrustFramework.MockServer.Control.Views;

/// <summary>What the service never shows: a policy with all that it inherits, what refers to what, and a judgement without an upload.</summary>
internal static class PolicyViewEndpoints
{
    public static void MapPolicyViews(this IEndpointRouteBuilder routes)
    {
        var views = routes.MapGroup("/_mock").WithTags("Policies").WithGroupName(DocumentServices.MockPlane);
        views.MapGet("/policies/{id}/effective", Effective)
            .WithName("EffectivePolicy")
            .WithSummary("The policy and all its base policies as one document, the origin of each element noted")
            .Answers("application/xml", "application/json").Refuses(400, 404, 409).Explains();
        views.MapGet("/policies/{id}/graph", Graph)
            .WithName("PolicyGraph")
            .WithSummary("What the policy stands on and what its relying party reaches, as nodes and edges")
            .Answers("application/json", PolicyViews.MermaidType).Refuses(400, 404, 409).Explains();
        views.MapPost("/validate", Validate)
            .WithName("ValidatePolicy")
            .WithSummary("Judges a policy as an upload would be judged, and stores nothing")
            .Produces<ValidationResource>().Refuses(400, 413).Explains().ReadsPolicy();
    }

    private static Task<IResult> Effective(string id, string? tenant, string? format, HttpRequest request, PolicyViews views) =>
        views.EffectiveAsync(id, tenant, format ?? ViewFormat.Accepted(request));

    private static Task<IResult> Graph(string id, string? tenant, string? format, PolicyViews views) =>
        views.GraphAsync(id, tenant, format ?? ViewFormat.Json);

    private static Task<IResult> Validate(string? tenant, string? id, PolicyBody body, PolicyViews views) =>
        views.ValidateAsync(body, tenant, id);
}
