using Microsoft.AspNetCore.Http.Metadata;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Tells the document of a text that a route answers with. <c>Produces</c> would read the media type for it, by code that is compiled for that at each start.</summary>
internal sealed record PlainAnswer(int StatusCode) : IProducesResponseTypeMetadata
{
    public Type Type => typeof(string);

    public IEnumerable<string> ContentTypes => ["text/plain"];
}
