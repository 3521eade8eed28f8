using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Journal;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Questions to the journal: did the client do what it should, and with no more rights than it needs?</summary>
internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Verification", verification =>
    {
        verification.MapPost("/verify", Verify).WithName("Verify")
            .WithSummary("Holds expectations against the journal: 200 when all are met, else 409 and what came instead")
            .WithRequestExample("""{"expectations":[{"operation":"P4","atMost":100},{"status":"5xx","never":true}]}""").Produces<VerificationResource>().Produces<VerificationResource>(409).ProducesProblems(400, 413);
        verification.MapGet("/permissions", ReportPermissions).WithName("ReportPermissions")
            .WithSummary("For each client the permissions that it has, needs, does not use and lacks, as the journal shows")
            .Produces<PrivilegeResource>().ProducesProblems(400);
    });

    private static IResult Verify(TenantScope scope, ControlBody<VerificationRequest> body, RequestJournal log) =>
        body.Value!.Refusal ?? VerificationResource.CreateResult(body.Value, log, scope.Id);

    private static Ok<PrivilegeResource> ReportPermissions(TenantScope scope, RequestJournal log) => TypedResults.Ok(PrivilegeResource.From(log.List(scope.Id)));
}
