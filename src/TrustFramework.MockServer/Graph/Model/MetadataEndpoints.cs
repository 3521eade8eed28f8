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
        var open = routes.MapGroup(version).WithTags("Metadata").WithMetadata(new AllowAnonymousMetadata());
        open.MapGet("/$metadata", documents.GetMetadata).WithOperation(ForVersion(version, new Operation("M1", "Get metadata", Provenance.Documented)
        {
            Description = "The part of the model that is emulated, as CSDL: for client generators. Nobody has to sign in.",
            Responses = [new SampleResponse(200, "The document.", Sample.Xml("<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\" />"))],
        }));
        open.MapGet("/", documents.GetService).WithOperation(ForVersion(version, new Operation("M2", "Get service document", Provenance.Documented)
        {
            Description = "Where addresses begin. Nobody has to sign in.",
            Responses =
            [
                new SampleResponse(200, "The document.", Sample.Json<ServiceDocumentResource>(
                    $$"""
                    {
                      "@odata.context": "http://localhost:8080{{version}}/$metadata",
                      "value": [ { "name": "domains", "kind": "EntitySet", "url": "domains" } ]
                    }
                    """)),
            ],
        }));
    }

    private static Operation ForVersion(string version, Operation operation) => version == GraphRoutes.V1Prefix
        ? operation with { Id = $"{operation.Id}v1", Name = $"{operation.Name} v1.0" }
        : operation;
}

/// <summary>The two documents of one version.</summary>
internal sealed class MetadataDocuments(EdmModel model)
{
    private readonly Lazy<byte[]> _csdl = new(() => CsdlWriter.Write(model));

    public IResult GetMetadata() => GraphResults.Xml(Result<byte[], Refusal>.Success(_csdl.Value), bytes => bytes);

    public IResult GetService() => GraphResults.Json(model, GraphJson.Wire, ServiceDocumentResource.From);
}

/// <summary>OData's service document.</summary>
internal sealed record ServiceDocumentResource
{
    [System.Text.Json.Serialization.JsonPropertyName("@odata.context")]
    public required string Context { get; init; }

    public required IReadOnlyList<ServiceDocumentElementResource> Value { get; init; }

    public static ServiceDocumentResource From(EdmModel model, ODataContext context) => new()
    {
        Context = context.MetadataUrl,
        Value = [.. model.ContainerElements.Select(root => new ServiceDocumentElementResource(root.Name, root.IsCollection ? "EntitySet" : "Singleton", root.Name))],
    };
}

/// <param name="Url">Relative to the version.</param>
internal sealed record ServiceDocumentElementResource(string Name, string Kind, string Url);
