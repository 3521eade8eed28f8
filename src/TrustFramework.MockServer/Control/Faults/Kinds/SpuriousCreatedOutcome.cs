namespace TrustFramework.MockServer.Control.Faults.Kinds;

/// <summary>Changes the 200 of an upload that replaced a policy to 201.</summary>
internal sealed class SpuriousCreatedOutcome() : FaultOutcomeKind("spuriousCreated", StatusCodes.Status201Created, defaultRetryAfter: null)
{
    public override Task ApplyAsync(FaultHit hit, FaultTarget target, RequestDelegate next)
    {
        target.Context.Response.OnStarting(SetCreatedStatus, target.Context.Response);
        return next(target.Context);
    }

    protected override string? Validate(FaultResource rule, OutcomeResource outcome) =>
        outcome.Status is null or StatusCodes.Status201Created ? null : "The status of spuriousCreated is 201.";

    private static Task SetCreatedStatus(object response)
    {
        if (response is HttpResponse { StatusCode: StatusCodes.Status200OK } updated && HttpMethods.IsPut(updated.HttpContext.Request.Method))
            updated.StatusCode = StatusCodes.Status201Created;
        return Task.CompletedTask;
    }
}
