using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using TrustFramework.MockServer.Graph;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Views;

namespace TrustFramework.MockServer.Control;

/// <summary>A refusal of the control plane in the words of RFC 9457; Graph's envelope is for what Graph says.</summary>
internal sealed record ControlProblem(int Status, string Detail) : IResult
{
    /// <summary>The base policy that is not there.</summary>
    public string? MissingPolicy { get; init; }

    public static ControlProblem BadFormat(string format, params string[] known) =>
        new(StatusCodes.Status400BadRequest, $"There is no format '{format}'. Write {string.Join(" or ", known)}.");

    public static ControlProblem BadTenant(string? tenant) =>
        new(StatusCodes.Status400BadRequest, $"'{tenant}' is no tenant. Write its GUID, its domain name, or nothing for the default tenant.");

    /// <param name="detail">What is wrong, and what to write instead.</param>
    public static ControlProblem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static ControlProblem Unauthorized(string detail) => new(StatusCodes.Status401Unauthorized, detail);

    public static ControlProblem Forbidden(string detail) => new(StatusCodes.Status403Forbidden, detail);

    public static ControlProblem NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    public static ControlProblem Conflict(string detail) => new(StatusCodes.Status409Conflict, detail);

    public static ControlProblem TooLarge(string what, int maxBytes) => new(StatusCodes.Status413PayloadTooLarge, $"{what} has at most {maxBytes} bytes.");

    /// <summary>Of what only so many can have at a time.</summary>
    public static ControlProblem ServiceUnavailable(string detail) => new(StatusCodes.Status503ServiceUnavailable, detail);

    /// <summary>Of a policy whose chain cannot be merged.</summary>
    public static ControlProblem BrokenChain(PolicyChain chain) =>
        new(StatusCodes.Status409Conflict, BrokenChainMessage.Format(chain)) { MissingPolicy = chain.Status == PolicyChainStatus.BasePolicyMissing ? chain.UnresolvedBasePolicyId : null };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        var body = new ProblemResource
        {
            Title = ReasonPhrases.GetReasonPhrase(Status),
            Status = Status,
            Detail = Detail,
            MissingPolicy = MissingPolicy,
        };
        return httpContext.Response.WriteAsJsonAsync(body, ControlJson.Wire.ProblemResource, "application/problem+json", httpContext.RequestAborted);
    }
}

/// <summary>RFC 9457; without a type it is <c>about:blank</c>, and then the title is the status's own.</summary>
internal sealed record ProblemResource
{
    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MissingPolicy { get; init; }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ProblemResource))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    public static ControlJson Wire { get; } = new(GraphJson.CreateOptions());
}
