using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Hosting;

/// <summary>What the server says before any room is asked, in the words of RFC 9457.</summary>
internal sealed record PlainProblem(string Title, int Status, string Detail)
{
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        var problem = new PlainProblem(ReasonPhrases.GetReasonPhrase(status), status, detail);
        return context.Response.WriteAsJsonAsync(problem, PlainJson.Wire.PlainProblem, "application/problem+json", context.RequestAborted);
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PlainProblem))]
internal sealed partial class PlainJson : JsonSerializerContext
{
    public static PlainJson Wire { get; } = new(GraphJson.NewOptions());
}
