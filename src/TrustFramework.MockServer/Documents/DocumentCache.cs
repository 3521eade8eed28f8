using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace TrustFramework.MockServer.Documents;

/// <summary>The OpenAPI documents and the fidelity page. They contain no address, so one rendering serves all host names.</summary>
internal sealed class DocumentCache(IServiceProvider services, IOptionsMonitor<OpenApiOptions> options, FidelityPage fidelity)
{
    private readonly Dictionary<string, CachedDocument> _openApi = OpenApiDocumentNames.All.ToDictionary(
        name => name,
        name => new CachedDocument(
            "application/json; charset=utf-8",
            () => RenderOpenApiAsync(services.GetRequiredKeyedService<IOpenApiDocumentProvider>(name), options.Get(name).OpenApiVersion)),
        StringComparer.OrdinalIgnoreCase);

    public CachedDocument Fidelity { get; } = new("text/markdown; charset=utf-8", () => Task.FromResult(Encoding.UTF8.GetBytes(fidelity.Render())));

    /// <summary>Null if there is no document of this name.</summary>
    public CachedDocument? FindOpenApi(string name) => _openApi.GetValueOrDefault(name);

    private static async Task<byte[]> RenderOpenApiAsync(IOpenApiDocumentProvider provider, OpenApiSpecVersion version)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, version);
        return json.ToArray();
    }
}
