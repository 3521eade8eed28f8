using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Journal;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Questions to the journal: did the client do what it should, and with no more rights than it needs?</summary>
internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder routes) => routes.MapForEveryoneAndEach("Verification", verification =>
    {
        verification.MapPost("/verify", Verify).WithName("Verify")
            .WithSummary("Holds expectations against the journal: 200 when all are met, else 409 and what came instead")
            .Example("""{"expectations":[{"operation":"P4","atMost":100},{"status":"5xx","never":true}]}""").Produces<VerificationResource>().Produces<VerificationResource>(409).Refuses(400, 413);
        verification.MapGet("/permissions", Permissions).WithName("ReportPermissions")
            .WithSummary("For each client the permissions that it has, needs, does not use and lacks, as the journal shows")
            .Produces<PrivilegeResource>().Refuses(400);
    });

    private static IResult Verify(Scope scope, ControlBody<VerificationRequest> body, ExchangeLog log) =>
        body.Value!.Refusal ?? VerificationResource.Of(body.Value, log, scope.Id);

    private static Ok<PrivilegeResource> Permissions(Scope scope, ExchangeLog log) => TypedResults.Ok(PrivilegeResource.Of(log.List(scope.Id)));
}
