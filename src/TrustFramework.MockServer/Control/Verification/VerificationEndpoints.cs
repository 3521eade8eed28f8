using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Journal;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Checks what clients did, based on the journal: which requests they sent, and which permissions they needed.</summary>
internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Verification", verification =>
    {
        verification.MapPost("/verify", VerifyAsync)
            .WithName("Verify")
            .WithSummary("Checks expectations against the journal: 200 if all are met, otherwise 409 with the differences")
            .WithRequestExample("""{"expectations":[{"operation":"P4","atMost":100},{"status":"5xx","never":true}]}""")
            .Produces<VerificationResource>()
            .Produces<VerificationResource>(409)
            .ProducesProblems(400, 413);
        verification.MapGet("/permissions", ReportPermissionsAsync)
            .WithName("ReportPermissions")
            .WithSummary("Reports the granted, needed, unused and missing permissions of each client, based on the journal")
            .Produces<PrivilegeResource>()
            .ProducesProblems(400);
    });

    private static async Task<IResult> VerifyAsync(
        TenantScope scope, ControlBody<VerificationRequest> body, RequestJournal journal, KnownOperations operations, CancellationToken cancellationToken) =>
        body.Value!.GetRefusal(operations) ?? await VerificationResource.CreateResultAsync(body.Value, journal, scope.Id, cancellationToken);

    private static async Task<Ok<PrivilegeResource>> ReportPermissionsAsync(TenantScope scope, RequestJournal journal, CancellationToken cancellationToken) =>
        TypedResults.Ok(PrivilegeResource.From(await journal.ReadAsync(scope.Id, cancellationToken).ToListAsync(cancellationToken)));
}
