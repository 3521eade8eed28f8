using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Problem details (RFC 9457), for errors that occur before the request reaches an emulated service.</summary>
internal sealed record ProblemDetailsResource(string Title, int Status, string Detail)
{
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        var problem = new ProblemDetailsResource(ReasonPhrases.GetReasonPhrase(status), status, detail);
        return context.Response.WriteAsJsonAsync(problem, ProblemDetailsJson.Instance.ProblemDetailsResource, "application/problem+json", context.RequestAborted);
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ProblemDetailsResource))]
internal sealed partial class ProblemDetailsJson : JsonSerializerContext
{
    public static ProblemDetailsJson Instance { get; } = new(GraphJson.CreateOptions());
}
