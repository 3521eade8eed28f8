using TrustFramework.MockServer.Hosting;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Views;

namespace TrustFramework.MockServer.Control;

/// <summary>An error of the control plane, written as problem details (RFC 9457). Graph's error envelope is used by Graph only.</summary>
internal sealed record ControlProblem(int Status, string Detail) : IResult
{
    /// <summary>The ID of a missing base policy.</summary>
    public string? MissingPolicy { get; init; }

    public static ControlProblem BadFormat(string format, params string[] supported) =>
        new(StatusCodes.Status400BadRequest, $"Unknown format '{format}'. Use {string.Join(" or ", supported)}.");

    public static ControlProblem BadTenant(string? tenant) =>
        new(StatusCodes.Status400BadRequest, $"'{tenant}' is not a tenant. Use a GUID or a domain name, or omit it for the default tenant.");

    /// <param name="detail">States the error and how to fix it.</param>
    public static ControlProblem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static ControlProblem Unauthorized(string detail) => new(StatusCodes.Status401Unauthorized, detail);

    public static ControlProblem Forbidden(string detail) => new(StatusCodes.Status403Forbidden, detail);

    public static ControlProblem NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    public static ControlProblem Conflict(string detail) => new(StatusCodes.Status409Conflict, detail);

    public static ControlProblem TooLarge(string what, int maxBytes) => new(StatusCodes.Status413PayloadTooLarge, $"{what} has at most {maxBytes} bytes.");

    /// <summary>A limit on concurrent use is reached.</summary>
    public static ControlProblem ServiceUnavailable(string detail) => new(StatusCodes.Status503ServiceUnavailable, detail);

    /// <summary>The base policy chain cannot be merged.</summary>
    public static ControlProblem BrokenChain(PolicyChain chain) =>
        new(StatusCodes.Status409Conflict, BrokenChainMessage.Format(chain))
        {
            MissingPolicy = chain.Status == PolicyChainStatus.BasePolicyMissing ? chain.UnresolvedBasePolicyId : null,
        };

    public Task ExecuteAsync(HttpContext httpContext) => ProblemResource.WriteAsync(httpContext, Status, Detail, MissingPolicy);
}
