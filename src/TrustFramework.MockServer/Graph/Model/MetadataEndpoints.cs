using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Graph.Model;

/// <summary>The metadata and service documents of a version: conventions 3 [D]. They need no token. [I]</summary>
internal static class MetadataEndpoints
{
    /// <param name="version">The version prefix, with its slash.</param>
    public static void MapMetadata(this IEndpointRouteBuilder routes, string version, EdmModel model)
    {
        var documents = new MetadataDocuments(model);
        var group = routes.MapGroup(version).WithTags("Metadata").AllowAnonymous();
        group.MapGet("/$metadata", documents.GetMetadata).WithOperation(new Operation("M1", "Get metadata", Provenance.Documented)
        {
            Description = "The emulated part of the model as CSDL, for client generators. No token is required.",
            Responses = [new SampleResponse(200, "The document.", Sample.Xml("<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\" />"))],
        }.ForVersion(version));
        group.MapGet("/", documents.GetService).WithOperation(new Operation("M2", "Get service document", Provenance.Documented)
        {
            Description = "The entity sets and singletons of the API. No token is required.",
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
        }.ForVersion(version));
    }
}

/// <summary>The handlers of one version.</summary>
internal sealed class MetadataDocuments(EdmModel model)
{
    private readonly Lazy<byte[]> _metadata = new(() => CsdlWriter.Write(model));

    public IResult GetMetadata() => GraphResults.Xml(Result<byte[], Refusal>.Success(_metadata.Value), bytes => bytes);

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
        Value = [.. model.ContainerElements.Select(element => new ServiceDocumentElementResource(element.Name, element.IsCollection ? "EntitySet" : "Singleton", element.Name))],
    };
}

/// <param name="Url">Relative to the service document.</param>
internal sealed record ServiceDocumentElementResource(string Name, string Kind, string Url);
