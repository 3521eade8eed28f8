using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Journal.Export;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>What the clients of the emulated services sent, what they were answered, and why.</summary>
internal static class JournalEndpoints
{
    private const string HttpFileType = "text/plain";

    public static void MapJournal(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Journal", journal =>
    {
        journal.MapGet("/journal", List).WithName("ListJournal").WithSummary("Exchanges, the newest last; secrets were masked when they were recorded")
            .Produces<JournalResource>().ProducesProblems(400).WithFilterParameters();
        journal.MapGet("/journal/{number:long}", Get).WithName("GetJournalEntry").WithSummary("One exchange")
            .Produces<JournalEntryResource>().ProducesProblems(400, 404).DescribeParameters();
        journal.MapDelete("/journal", Clear).WithName("ClearJournal").WithSummary("Forgets the exchanges; numbers go on")
            .Produces(204).ProducesProblems(400);
        journal.MapGet("/journal/stream", Stream).WithName("FollowJournal")
            .WithSummary("Exchanges as they happen, as server-sent events: listening, exchange, lost")
            .ProducesContent("text/event-stream").ProducesProblems(400, 503).WithFilterParameters();
        journal.MapGet("/journal.har", ExportHar).WithName("ExportJournalAsHar").WithSummary("The same as HAR 1.2, for the network tools of browsers")
            .Produces<HarResource>().ProducesProblems(400).WithFilterParameters();
        journal.MapGet("/journal.http", ExportHttpFile).WithName("ExportJournalAsHttpFile")
            .WithSummary("The requests as an .http file, to be sent again from an editor")
            .ProducesContent(HttpFileType).ProducesProblems(400).WithFilterParameters();
    });

    private static Ok<JournalResource> List(TenantScope scope, JournalFilter filter, RequestJournal log)
    {
        var entries = filter.Apply(log, scope.Id, out var matching);
        return TypedResults.Ok(new JournalResource(matching, [.. entries.Select(JournalEntryResource.From)]));
    }

    private static IResult Get(TenantScope scope, long number, RequestJournal log) => log.Find(scope.Id, number) is { } entry
        ? TypedResults.Ok(JournalEntryResource.From(entry))
        : ControlProblem.NotFound($"There is no exchange {number} here. Older ones give way to new ones.");

    private static NoContent Clear(TenantScope scope, RequestJournal log)
    {
        log.Clear(scope.Id);
        return TypedResults.NoContent();
    }

    private static IResult Stream(TenantScope scope, JournalFilter filter, RequestJournal log, HttpContext context, IHostApplicationLifetime server) =>
        log.Subscribe(scope.Id, filter.Since) is { } follower
            ? TypedResults.ServerSentEvents(JournalStream.ReadAsync(log, follower, filter, server.ApplicationStopping, context.RequestAborted))
            : ControlProblem.ServiceUnavailable("There are as many readers of the journal as there may be. Close one.");

    private static Ok<HarResource> ExportHar(TenantScope scope, JournalFilter filter, RequestJournal log) => TypedResults.Ok(HarResource.From(filter.Apply(log, scope.Id, out _)));

    private static ContentHttpResult ExportHttpFile(TenantScope scope, JournalFilter filter, RequestJournal log) =>
        TypedResults.Text(HttpFile.Write(filter.Apply(log, scope.Id, out _)), HttpFileType, System.Text.Encoding.UTF8);

    private static RouteHandlerBuilder WithFilterParameters(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) => JournalFilter.DescribeParametersAsync(operation)).DescribeParameters();
}
