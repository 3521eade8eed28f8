using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control;

/// <summary>A tenant's own refusal, told by the control plane: status and words are those that Graph has for it.</summary>
internal sealed record RefusalResult(Refusal Refusal) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = httpContext.RequestServices.GetRequiredService<RefusalMapper>().Map(Refusal);
        return new ControlProblem(problem.Definition.Status, problem.Message).ExecuteAsync(httpContext);
    }
}
