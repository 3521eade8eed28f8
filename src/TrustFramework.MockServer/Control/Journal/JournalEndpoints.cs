using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Journal.Export;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Lists, exports, streams and clears the journal of requests to the emulated services.</summary>
internal static class JournalEndpoints
{
    private const string HttpFileType = "text/plain; charset=utf-8";

    public static void MapJournal(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Journal", journal =>
    {
        journal.MapGet("/journal", ListAsync)
            .WithName("ListJournal")
            .WithSummary("Lists requests and their responses, newest last; secrets were masked when they were recorded")
            .WithFilterParameters()
            .Produces<JournalResource>()
            .ProducesProblems(400);
        journal.MapGet("/journal/{number:long}", GetAsync)
            .WithName("GetJournalEntry")
            .WithSummary("Returns one request and its response")
            .WithParameterDescriptions()
            .Produces<JournalEntryResource>()
            .ProducesProblems(400, 404);
        journal.MapDelete("/journal", ClearAsync)
            .WithName("ClearJournal")
            .WithSummary("Deletes all entries; numbering continues")
            .WithParameterDescriptions()
            .Produces(204)
            .ProducesProblems(400);
        journal.MapGet("/journal/stream", StreamAsync)
            .WithName("FollowJournal")
            .WithSummary("Sends new entries as server-sent events: listening, exchange, lost")
            .WithFilterParameters()
            .ProducesContent("text/event-stream")
            .ProducesProblems(400, 503);
        journal.MapGet("/journal.har", ExportHarAsync)
            .WithName("ExportJournalAsHar")
            .WithSummary("Exports entries as HAR 1.2, for the network tools of browsers")
            .WithFilterParameters()
            .Produces<HarResource>()
            .ProducesProblems(400);
        journal.MapGet("/journal.http", ExportHttpFileAsync)
            .WithName("ExportJournalAsHttpFile")
            .WithSummary("Exports requests as an .http file that an editor can send again")
            .WithFilterParameters()
            .ProducesContent("text/plain")
            .ProducesProblems(400);
    });

    private static async Task<Ok<JournalResource>> ListAsync(TenantScope scope, JournalFilter filter, RequestJournal journal, CancellationToken cancellationToken)
    {
        var matching = await filter.FindAsync(journal, scope.Id, cancellationToken);
        return TypedResults.Ok(new JournalResource(matching.Count, matching.ReadAsync().Select(JournalEntryResource.From)));
    }

    private static async Task<IResult> GetAsync(TenantScope scope, long number, RequestJournal journal, CancellationToken cancellationToken) =>
        await journal.FindAsync(scope.Id, number, cancellationToken) is { } entry
            ? TypedResults.Ok(JournalEntryResource.From(entry))
            : ControlProblem.NotFound($"The journal has no entry {number}. Old entries are removed when there are new ones.");

    private static async Task<NoContent> ClearAsync(TenantScope scope, RequestJournal journal)
    {
        await journal.ClearAsync(scope.Id);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> StreamAsync(TenantScope scope, JournalFilter filter, RequestJournal journal, HttpContext context, IHostApplicationLifetime lifetime)
    {
#pragma warning disable CA2000 // the response disposes it
        if (journal.Follow(scope.Id) is not { } follower)
#pragma warning restore CA2000
            return ControlProblem.ServiceUnavailable("The maximum number of journal streams is open. Close one.");
        // Also for a reader that disconnects before the stream begins.
        context.Response.RegisterForDispose(follower);
        var last = await follower.StartAsync(filter.Since, context.RequestAborted);
        return TypedResults.ServerSentEvents(JournalStream.ReadAsync(follower, last, filter, lifetime.ApplicationStopping, context.RequestAborted));
    }

    private static async Task<Ok<HarResource>> ExportHarAsync(TenantScope scope, JournalFilter filter, RequestJournal journal, CancellationToken cancellationToken) =>
        TypedResults.Ok(HarResource.From((await filter.FindAsync(journal, scope.Id, cancellationToken)).ReadAsync()));

    private static async Task<PushStreamHttpResult> ExportHttpFileAsync(TenantScope scope, JournalFilter filter, RequestJournal journal, CancellationToken cancellationToken)
    {
        var matching = await filter.FindAsync(journal, scope.Id, cancellationToken);
        return TypedResults.Stream(stream => HttpFile.WriteAsync(stream, matching.ReadAsync, cancellationToken), HttpFileType);
    }

    private static RouteHandlerBuilder WithFilterParameters(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) => JournalFilter.DescribeParametersAsync(operation)).WithParameterDescriptions();
}
