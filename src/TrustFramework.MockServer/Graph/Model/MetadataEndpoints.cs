using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Model;

/// <summary>What the API says of itself: conventions 3 [D]. Nobody has to sign in for it. [I]</summary>
internal static class MetadataEndpoints
{
    /// <param name="version">With its slash.</param>
    public static void MapMetadata(this IEndpointRouteBuilder routes, string version, EdmModel model)
    {
        var documents = new MetadataDocuments(model);
        var open = routes.MapGroup(version).WithTags("Metadata").WithMetadata(new NeedsNoBearer());
        open.MapGet("/$metadata", documents.GetMetadata).Is(Named(version, new Operation("M1", "Get metadata", Provenance.Documented)
        {
            Description = "The part of the model that is emulated, as CSDL: for client generators. Nobody has to sign in.",
            Answers = [new SampleAnswer(200, "The document.", Sample.Xml("<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\" />"))],
        }));
        open.MapGet("/", documents.GetService).Is(Named(version, new Operation("M2", "Get service document", Provenance.Documented)
        {
            Description = "Where addresses begin. Nobody has to sign in.",
            Answers =
            [
                new SampleAnswer(200, "The document.", Sample.Json<ServiceResource>(
                    $$"""
                    {
                      "@odata.context": "http://localhost:8080{{version}}/$metadata",
                      "value": [ { "name": "domains", "kind": "EntitySet", "url": "domains" } ]
                    }
                    """)),
            ],
        }));
    }

    private static Operation Named(string version, Operation operation) => version == GraphRoutes.Released
        ? operation with { Id = $"{operation.Id}v1", Name = $"{operation.Name} v1.0" }
        : operation;
}

/// <summary>The two documents of one version.</summary>
internal sealed class MetadataDocuments(EdmModel model)
{
    private readonly Lazy<byte[]> _csdl = new(() => CsdlWriter.Write(model));

    public IResult GetMetadata() => Answers.Xml(Outcome.Of(_csdl.Value), bytes => bytes);

    public IResult GetService() => Answers.Json(Outcome.Of(model), GraphJson.Wire, ServiceResource.From);
}

/// <summary>OData's service document.</summary>
internal sealed record ServiceResource
{
    [System.Text.Json.Serialization.JsonPropertyName("@odata.context")]
    public required string Context { get; init; }

    public required IReadOnlyList<RootResource> Value { get; init; }

    public static ServiceResource From(EdmModel model, ODataContext context) => new()
    {
        Context = context.ForDocument,
        Value = [.. model.Roots.Select(root => new RootResource(root.Name, root.IsCollection ? "EntitySet" : "Singleton", root.Name))],
    };
}

/// <param name="Url">Relative to the version.</param>
internal sealed record RootResource(string Name, string Kind, string Url);
