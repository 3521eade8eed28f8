using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Problem details (RFC 9457), for errors outside the emulated services. They have no type, which means <c>about:blank</c>: the title is the
/// reason phrase of the status code.
/// </summary>
internal sealed record ProblemResource(string Title, int Status, string Detail)
{
    /// <summary>The ID of a missing base policy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MissingPolicy { get; init; }

    public static Task WriteAsync(HttpContext context, int status, string detail, string? missingPolicy = null)
    {
        context.Response.StatusCode = status;
        var problem = new ProblemResource(ReasonPhrases.GetReasonPhrase(status), status, detail) { MissingPolicy = missingPolicy };
        return context.Response.WriteAsJsonAsync(problem, ProblemJson.Instance.ProblemResource, "application/problem+json", context.RequestAborted);
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ProblemResource))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    public static ProblemJson Instance { get; } = new(GraphJson.CreateOptions());
}
