using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control;

/// <summary>Returns a tenant's refusal as problem details, with the status code and the text that Graph uses for it.</summary>
internal sealed record RefusalResult(Refusal Refusal) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var error = httpContext.RequestServices.GetRequiredService<RefusalMapper>().Map(Refusal);
        return new ControlProblem(error.Definition.Status, error.Message).ExecuteAsync(httpContext);
    }
}
